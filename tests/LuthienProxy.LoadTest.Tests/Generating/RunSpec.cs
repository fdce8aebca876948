using Luthien.TestKit;
using LuthienProxy.LoadTest.Generating;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Targets;
using LuthienProxy.LoadTest.Tests.Lies;

namespace LuthienProxy.LoadTest.Tests.Generating;

/// <summary>A run keeps to its plan: so many streams at each moment, no more calls than it may make, and an end.</summary>
[Trait("Spec", "000-56")]
public sealed class RunSpec : IAsyncLifetime
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    readonly ManualTime _time = new();
    Upstream _upstream = null!;

    // The provider's deltas come a minute apart by the test's clock: calls begin, and stand.
    static LoadPlan Standing(ProfileKind kind, int streams) => new()
    {
        Profile = new(kind, streams, TimeSpan.FromSeconds(30)),
        Deltas = 3,
        Every = TimeSpan.FromMinutes(1),
        Patience = TimeSpan.FromHours(1),
        Grace = TimeSpan.FromSeconds(5),
        IsInStep = true,
    };

    public async Task InitializeAsync() => _upstream = await Upstream.StartAsync(0, inOwnProcess: false, _time, CancellationToken.None);

    public async Task DisposeAsync() => await _upstream.DisposeAsync();

    [Theory]
    [InlineData("Ramp")]
    [InlineData("Steady")]
    [InlineData("Soak")]
    public async Task So_many_calls_must_be_under_way_as_the_profile_wants(string kind)
    {
        var plan = Standing(Enum.Parse<ProfileKind>(kind), 30);
        var (run, figures) = await BeginAsync(plan);
        foreach (var second in Enumerable.Range(1, 28))
        {
            await AdvanceAsync(TimeSpan.FromSeconds(1));
            await Patiently.UntilAsync(() => figures.Open == plan.Profile.At(TimeSpan.FromSeconds(second)));
        }
        await EndAsync(run);
        (figures.Open, figures.Failed).ShouldBe((0, 0));
        figures.Unfinished.ShouldBeInRange(plan.Profile.At(TimeSpan.FromSeconds(28)), 30);
    }

    [Fact]
    public async Task After_a_spike_clients_must_go_when_their_calls_are_over()
    {
        var plan = Standing(ProfileKind.Spike, 20) with { Profile = new(ProfileKind.Spike, 20, TimeSpan.FromMinutes(6)), Every = TimeSpan.FromSeconds(10) };
        var (run, figures) = await BeginAsync(plan);
        await Patiently.UntilAsync(() => figures.Open == 2);
        await AdvanceAsync(TimeSpan.FromMinutes(2));
        await Patiently.UntilAsync(() => figures.Open == 20);
        await AdvanceUntilAsync(() => figures.Open == 2);
        figures.Clean.ShouldBeGreaterThanOrEqualTo(18);
        await EndAsync(run);
        figures.Failed.ShouldBe(0);
    }

    [Fact]
    public async Task A_silent_call_must_be_ended_when_the_patience_is_over_and_not_before()
    {
        var (run, figures) = await BeginAsync(Standing(ProfileKind.Steady, 1) with { Patience = TimeSpan.FromSeconds(20) });
        await Patiently.UntilAsync(() => figures.Deltas == 1);
        await AdvanceAsync(TimeSpan.FromSeconds(19));
        figures.Failed.ShouldBe(0);
        await AdvanceUntilAsync(() => figures.Failed > 0);
        figures.Failures.ShouldHaveSingleItem().Reason.ShouldBe(LoadTest.Verifying.FailureReason.Stalled);
        await EndAsync(run);
    }

    [Fact]
    public async Task No_more_calls_than_allowed_may_be_made_and_the_run_must_end_then()
    {
        var figures = await Runs.AgainstAsync(_upstream.Address, Runs.Few with { MaxCalls = 7, Profile = new(ProfileKind.Steady, 5, TimeSpan.FromMinutes(5)) });
        (figures.Clean, figures.Failed, figures.Open).ShouldBe((7, 0, 0));
    }

    [Fact]
    public async Task Clients_that_come_at_one_moment_must_not_all_begin_in_step()
    {
        var (run, figures) = await BeginAsync(Standing(ProfileKind.Steady, 40) with { IsInStep = false });
        await AdvanceAsync(TimeSpan.FromMilliseconds(500));
        await Patiently.UntilAsync(() => figures.Open > 5);
        figures.Open.ShouldBeInRange(5, 35);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        await Patiently.UntilAsync(() => figures.Open == 40);
        await EndAsync(run);
    }

    [Fact]
    public async Task A_run_that_is_stopped_must_end_at_once()
    {
        using var stop = new CancellationTokenSource();
        var (run, figures) = await BeginAsync(Standing(ProfileKind.Steady, 3), stop.Token);
        await Patiently.UntilAsync(() => figures.Deltas >= 1);
        await stop.CancelAsync();
        await EndAsync(run);
        figures.Unfinished.ShouldBeGreaterThan(0);
    }

    async Task<(Task Run, Figures Figures)> BeginAsync(LoadPlan plan, CancellationToken stop = default)
    {
        var figures = new Figures();
        var target = await Target.FindAsync(_upstream.Address, CancellationToken.None);
        return (new LoadRun(plan, target, figures, new Observer(figures, null, _time), _time).RunAsync(_ => { }, stop), figures);
    }

    // In steps of the run's beat, so that no moment of the profile is skipped.
    async Task AdvanceAsync(TimeSpan by)
    {
        var step = by > TimeSpan.FromMinutes(1) ? TimeSpan.FromSeconds(1) : TimeSpan.FromMilliseconds(50);
        for (var passed = TimeSpan.Zero; passed < by; passed += step)
        {
            _time.Advance(step);
            await Task.Yield();
        }
    }

    async Task AdvanceUntilAsync(Func<bool> isSo)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!isSo())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    async Task EndAsync(Task run)
    {
        await AdvanceUntilAsync(() => run.IsCompleted);
        await run;
    }
}
