namespace LuthienProxy.Pipeline.Transactions;

/// <summary>How far a call has come: written by the one flow that reads the upstream, read by anybody (counters may lag by one read).</summary>
public sealed class CallProgress(TimeProvider time)
{
    long _lastSpoke;
    long _firstSpoke;
    long _bytes;

    /// <summary>When the call was taken.</summary>
    public long StartedAt { get; } = time.GetTimestamp();

    /// <summary>Bytes of the answer read from the upstream.</summary>
    public long BytesReceived => Volatile.Read(ref _bytes);

    /// <summary>From the start of the call to the first byte of the answer; null before it.</summary>
    public TimeSpan? TimeToFirstByte => Volatile.Read(ref _firstSpoke) is > 0 and var first ? time.GetElapsedTime(StartedAt, first) : null;

    /// <summary>How long the call runs.</summary>
    public TimeSpan Age => time.GetElapsedTime(StartedAt);

    /// <summary>How long the upstream has kept us waiting: since its last byte, or since we asked for more after a slow client had taken it.</summary>
    internal TimeSpan Silence => time.GetElapsedTime(Math.Max(Volatile.Read(ref _lastSpoke), StartedAt));

    internal bool HasFirstByte => Volatile.Read(ref _firstSpoke) > 0;

    /// <summary>We begin to wait for the upstream: time that a slow client cost is not the upstream's silence.</summary>
    internal void UpstreamAwaited() => Volatile.Write(ref _lastSpoke, time.GetTimestamp());

    internal void UpstreamSpoke(int bytes)
    {
        var now = time.GetTimestamp();
        if (_firstSpoke == 0)
            Volatile.Write(ref _firstSpoke, now);
        Volatile.Write(ref _lastSpoke, now);
        Volatile.Write(ref _bytes, _bytes + bytes);
    }
}
