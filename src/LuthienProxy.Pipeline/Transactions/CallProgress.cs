using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>How far a call has come: written by the one flow that reads the upstream, read by anybody (counters may lag by one read).</summary>
public sealed class CallProgress(TimeProvider time)
{
    long _askedAt;
    long _awaitedSince;
    long _firstSpoke;
    long _bytes;
    string? _upstream;

    /// <summary>When the call was taken.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>Bytes of the answer read from the upstream.</summary>
    public long BytesReceived => Volatile.Read(ref _bytes);

    /// <summary>The upstream that was asked last; null before any was.</summary>
    public string? Upstream => Volatile.Read(ref _upstream);

    /// <summary>From the start of the call to the first byte of the answer; null before it.</summary>
    public TimeSpan? TimeToFirstByte => Volatile.Read(ref _firstSpoke) is > 0 and var first ? time.GetElapsedTime(StartedAt, first) : null;

    /// <summary>How long the call runs.</summary>
    public TimeSpan Age => time.GetElapsedTime(StartedAt);

    /// <summary>How long the upstream has kept us waiting; nothing while nobody waits for it: what a slow client or a policy takes is not the upstream's silence.</summary>
    internal TimeSpan Silence => Volatile.Read(ref _awaitedSince) is not 0 and var since ? time.GetElapsedTime(since) : TimeSpan.Zero;

    /// <summary>How long ago an upstream was first asked; nothing before that.</summary>
    internal TimeSpan SinceAsked => Volatile.Read(ref _askedAt) is not 0 and var asked ? time.GetElapsedTime(asked) : TimeSpan.Zero;

    /// <summary>Whose progress it is; hears of the first byte.</summary>
    internal Exchange? Owner { get; init; }

    internal bool HasFirstByte => Volatile.Read(ref _firstSpoke) > 0;

    /// <summary>What the gateway itself has added to the time to the client's first byte: all but the wait for the upstream; null where one of the two never came.</summary>
    /// <param name="delivered">When the first byte was handed to the client's transport, as a timestamp; 0 where none was.</param>
    internal TimeSpan? AddedTo(long delivered) =>
        delivered != 0 && _askedAt != 0 && _firstSpoke != 0 ? time.GetElapsedTime(StartedAt, _askedAt) + time.GetElapsedTime(_firstSpoke, delivered) : null;

    /// <summary>An upstream is asked.</summary>
    internal void UpstreamAsked() => Volatile.Write(ref _askedAt, time.GetTimestamp());

    /// <summary>This upstream is asked.</summary>
    internal void UpstreamNamed(string upstream) => Volatile.Write(ref _upstream, upstream);

    /// <summary>We begin to wait for the upstream's next bytes.</summary>
    internal void UpstreamAwaited() => Volatile.Write(ref _awaitedSince, time.GetTimestamp());

    /// <summary>The upstream has nothing more to say.</summary>
    internal void UpstreamEnded() => Volatile.Write(ref _awaitedSince, 0);

    internal void UpstreamSpoke(int bytes)
    {
        var now = time.GetTimestamp();
        if (_firstSpoke == 0)
        {
            Volatile.Write(ref _firstSpoke, now);
            Owner?.TellFirstByte();
        }
        Volatile.Write(ref _awaitedSince, 0);
        Volatile.Write(ref _bytes, _bytes + bytes);
    }
}
