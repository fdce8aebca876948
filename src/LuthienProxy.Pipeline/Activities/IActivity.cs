namespace LuthienProxy.Pipeline.Activities;

/// <summary>Tells what happens to whoever watches, as it happens. A side channel: nothing waits for it, and nothing fails with it. Thread-safe.</summary>
public interface IActivity
{
    /// <summary>Whether anybody could see an event. While false, nobody needs to make one: asking costs one read of memory.</summary>
    bool IsWatched { get; }

    /// <summary>Publishes an event. Never waits and never throws; under a flood the oldest unpublished events are dropped and counted.</summary>
    void Publish(ActivityEvent happened);
}
