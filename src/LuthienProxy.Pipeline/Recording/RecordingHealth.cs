namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Sees sustained truncation: <c>degrade-after</c> truncated calls within <c>degrade-window</c> degrade recording to summaries, and a window without
/// one ends that (000-20c). No timer: the state is a matter of when it is asked. Thread-safe.
/// </summary>
sealed class RecordingHealth(RecordingOptions options, TimeProvider time) : IRecordingHealth
{
    readonly Lock _gate = new();
    // When the last calls were truncated, as timestamps, oldest first from _next on; 0 where none was.
    readonly long[] _latest = new long[options.DegradeAfter];
    int _next;
    long _degradedSince;

    public bool IsDegraded
    {
        get
        {
            if (Volatile.Read(ref _degradedSince) == 0)
                return false;
            lock (_gate)
                return !HasRecovered();
        }
    }

    public string? Reason => IsDegraded
        ? $"At least {options.DegradeAfter} calls were larger than the journal's limits within {options.DegradeWindow.TotalSeconds:0.#} s: bodies are recorded as hash and size."
        : null;

    public void CallTruncated()
    {
        lock (_gate)
        {
            HasRecovered();
            var now = time.GetTimestamp();
            _latest[_next] = now;
            _next = (_next + 1) % _latest.Length;
            if (_degradedSince == 0 && _latest[_next] is > 0 and var oldest && time.GetElapsedTime(oldest, now) <= options.DegradeWindow)
                Volatile.Write(ref _degradedSince, now);
        }
    }

    bool HasRecovered()
    {
        var last = _latest[(_next + _latest.Length - 1) % _latest.Length];
        if (_degradedSince == 0 || time.GetElapsedTime(last) <= options.DegradeWindow)
            return _degradedSince == 0;
        Volatile.Write(ref _degradedSince, 0);
        Array.Clear(_latest);
        return true;
    }
}
