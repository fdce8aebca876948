using Luthien.Actors;
using Luthien.TestKit;
using LuthienProxy.Activity.Redis;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>An activity stream on a clock that the test moves.</summary>
sealed class Rig : IAsyncDisposable
{
    readonly TestKit _kit = new(new ActorSystemOptions { Random = new Random(7) });

    public Rig(Func<ActivityOptions, ActivityOptions>? configure = null, IRedisConnector? connector = null)
    {
        var options = new ActivityOptions { Node = "one" };
        Activity = new(_kit.Sys, configure?.Invoke(options) ?? options, NullLogger.Instance, connector);
    }

    public ActivityStream Activity { get; }

    public TestKit Kit => _kit;

    public ManualTime Time => _kit.Time;

    public Task AdvanceAsync(TimeSpan by) => _kit.AdvanceAsync(by);

    public Task AdvanceAsync(double seconds) => _kit.AdvanceAsync(TimeSpan.FromSeconds(seconds));

    public async ValueTask DisposeAsync()
    {
        var stopping = Activity.DisposeAsync().AsTask();
        // A Redis that does not answer is waited for a while.
        await _kit.AwaitConditionAsync(() =>
        {
            Time.Advance(TimeSpan.FromMilliseconds(100));
            return stopping.IsCompleted;
        }, TimeSpan.FromSeconds(60));
        await stopping;
        await _kit.DisposeAsync();
    }
}
