namespace LuthienProxy.Activity.Subscribers;

/// <summary>How many watch at this node, and since when nobody does. Thread-safe.</summary>
sealed class Audience(TimeProvider time)
{
    int _count;
    long _leftAt;

    /// <summary>Whether anybody watches.</summary>
    public bool IsThere => Volatile.Read(ref _count) > 0;

    /// <summary>How many do.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>One more.</summary>
    public void Join() => Interlocked.Increment(ref _count);

    /// <summary>One less.</summary>
    public void Leave()
    {
        Volatile.Write(ref _leftAt, time.GetTimestamp());
        Interlocked.Decrement(ref _count);
    }

    /// <summary>Whether nobody has watched for so long.</summary>
    public bool HasBeenGoneFor(TimeSpan span) => !IsThere && time.GetElapsedTime(Volatile.Read(ref _leftAt)) >= span;
}
