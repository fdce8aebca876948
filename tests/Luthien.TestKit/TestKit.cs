using Luthien.Actors;
using Xunit;

namespace Luthien.TestKit;

/// <summary>An actor system on a clock of its own, with probes, for one test.</summary>
/// <remarks>
/// As a base class for xunit specs it is disposed after each test; it can as well be made with <c>await using</c>. Everything is
/// asynchronous; nothing blocks a thread. Expectations wait in real time (3 s unless said), the system lives in virtual time.
/// </remarks>
#pragma warning disable MA0053 // A base class for specs, and complete by itself.
public class TestKit : IAsyncLifetime, IAsyncDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly KitDispatcher _dispatcher = new();
    int _probes;

    /// <summary>Starts the system. Clock and dispatcher of the options are replaced; timers are exact to the millisecond.</summary>
    public TestKit(ActorSystemOptions? options = null)
    {
        var settings = options ?? new ActorSystemOptions();
        Sys = ActorSystem.Create("test", settings with
        {
            Time = Time,
            Dispatcher = _dispatcher,
            TimerResolution = TimeSpan.FromMilliseconds(1),
        });
        Events = new EventRecorder(Sys);
    }

    /// <summary>The system under test.</summary>
    public ActorSystem Sys { get; }

    /// <summary>Its clock. Prefer <see cref="AdvanceAsync"/> to moving it directly.</summary>
    public ManualTime Time { get; } = new();

    /// <summary>Log lines, dead letters, drops and unhandled messages since the start.</summary>
    public EventRecorder Events { get; }

    /// <summary>How long an expectation waits when it does not say.</summary>
    public TimeSpan DefaultTimeout { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>A probe: an actor whose messages the test takes one by one. Its ref is the explicit sender of what a test tells.</summary>
    public TestProbe CreateTestProbe(string? name = null) => new(this, name ?? $"probe-{Interlocked.Increment(ref _probes)}");

    /// <summary>Waits until no actor has a turn left.</summary>
    public Task IdleAsync() => _dispatcher.IdleAsync();

    /// <summary>Moves the clock: runs until quiet, jumps to the next deadline on the way, and so on to the end.</summary>
    public async Task AdvanceAsync(TimeSpan by)
    {
        var target = Time.Elapsed + by;
        await IdleAsync().ConfigureAwait(false);
        while (Time.NextDue is { } next && Time.Elapsed + next <= target)
        {
            Time.Advance(next);
            await IdleAsync().ConfigureAwait(false);
        }

        Time.Advance(target - Time.Elapsed);
        await IdleAsync().ConfigureAwait(false);
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="ProbeException">It did not in time.</exception>
    public async Task AwaitConditionAsync(Func<bool> condition, TimeSpan? timeout = null)
    {
        var limit = timeout ?? DefaultTimeout;
        var began = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            if (TimeProvider.System.GetElapsedTime(began) > limit)
                throw new ProbeException($"The condition did not hold within {limit}");
            await IdleAsync().ConfigureAwait(false);
            await Task.Yield();
        }
    }

    /// <summary>Repeats an assertion until it passes; at the end its own failure is thrown.</summary>
    public async Task AwaitAssertAsync(Action assertion, TimeSpan? timeout = null)
    {
        Exception? last = null;
        try
        {
            await AwaitConditionAsync(Passes, timeout).ConfigureAwait(false);
        }
        catch (ProbeException) when (last is not null)
        {
            throw last;
        }

        bool Passes()
        {
            try
            {
                assertion();
                return true;
            }
            catch (Exception failure)
            {
                last = failure;
                return false;
            }
        }
    }

    /// <summary>Requires that a block takes at least <paramref name="min"/> and at most <paramref name="max"/> of virtual time.</summary>
    public async Task WithinAsync(TimeSpan min, TimeSpan max, Func<Task> block)
    {
        var began = Time.Elapsed;
        await block().ConfigureAwait(false);
        var took = Time.Elapsed - began;
        if (took < min || took > max)
            throw new ProbeException($"Took {took}, not between {min} and {max}");
    }

    /// <summary>Ends the system, moving the clock so that grace periods pass.</summary>
    /// <exception cref="ProbeException">Something does not end; it is named.</exception>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var end = Sys.Terminate();
        var began = TimeProvider.System.GetTimestamp();
        while (!end.IsCompleted)
        {
            await AdvanceAsync(Sys.Options.StopGrace).ConfigureAwait(false);
            if (TimeProvider.System.GetElapsedTime(began) > Patience)
                throw new ProbeException($"The system does not end. Left: {string.Join(", ", Sys.InspectChildren("/user").Select(actor => $"{actor.Path} {actor.State}"))}");
        }
    }

    Task IAsyncLifetime.InitializeAsync() => Task.CompletedTask;

    async Task IAsyncLifetime.DisposeAsync() => await DisposeAsync().ConfigureAwait(false);
}
