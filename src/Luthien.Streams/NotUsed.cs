namespace Luthien.Streams;

/// <summary>The materialised value of a part that has nothing to say.</summary>
public sealed class NotUsed
{
    /// <summary>The only instance.</summary>
    public static NotUsed Instance { get; } = new();

    NotUsed()
    {
    }
}
