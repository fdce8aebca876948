namespace Luthien.Streams.Tests;

/// <summary>What every stream test has: a clock that stands still, a materializer, and the check that no run is left over.</summary>
public abstract class StreamSpec : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    protected ManualTime Time { get; } = new();

    protected IMaterializer Materializer { get; }

    protected StreamSpec() => Materializer = new Materializer(Time);

    protected static Exception Cause { get; } = new InvalidDataException("the cause");

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        var limit = Stopwatch.StartNew();
        while (Materializer.LiveRuns != 0 && limit.Elapsed < Patience)
            await Task.Yield();
        Materializer.LiveRuns.ShouldBe(0, "a run is left over");
    }

    /// <summary>Waits for something that must come, but not for ever.</summary>
    protected static Task<T> Soon<T>(Task<T> task) => task.WaitAsync(Patience);

    protected static Task Soon(Task task) => task.WaitAsync(Patience);

    protected static async Task Eventually(Func<bool> condition)
    {
        var limit = Stopwatch.StartNew();
        while (!condition() && limit.Elapsed < Patience)
            await Task.Yield();
        condition().ShouldBeTrue();
    }

    protected static async Task<StreamOutcome> Outcome(StreamRun run) => (await Soon(run.Completion)).Outcome;
}
