namespace LuthienProxy.Protocol.Journal;

/// <summary>A run of delivered bytes. A closed choice.</summary>
public abstract record DeliveredRun
{
    DeliveredRun(long size) => Size = size;

    /// <summary>How many bytes the run delivers.</summary>
    public long Size { get; }

    /// <summary>The very bytes that the upstream sent, kept once: in its segments.</summary>
    /// <param name="From">Where they begin in the upstream's body.</param>
    /// <param name="Length">How many they are.</param>
    public sealed record Copy(long From, long Length) : DeliveredRun(Length);

    /// <summary>Bytes that were written here.</summary>
    public sealed record Literal(Payload Bytes) : DeliveredRun(Bytes.Size);
}
