using System.Collections.Concurrent;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>Watches calls, or does not, as the test says; counts how often it is asked whether it does.</summary>
public sealed class Audience : IActivity
{
    readonly ConcurrentQueue<ActivityEvent> _events = new();
    int _asked;

    public bool IsThere { get; set; } = true;

    public bool IsWatched
    {
        get
        {
            Interlocked.Increment(ref _asked);
            return IsThere;
        }
    }

    /// <summary>How often somebody wanted to know whether it watches.</summary>
    public int Asked => Volatile.Read(ref _asked);

    public IReadOnlyList<ActivityEvent> Events => [.. _events];

    public void Publish(ActivityEvent happened) => _events.Enqueue(happened);
}
