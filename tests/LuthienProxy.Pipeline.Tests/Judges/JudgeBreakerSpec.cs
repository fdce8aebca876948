using System.Diagnostics.Metrics;
using Luthien.TestKit;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Judges;

public sealed class JudgeBreakerSpec : JudgeHarness
{
    static readonly UpstreamJudgeOptions Options = new()
    {
        Breaker = new() { MinimumQuestions = 3, Window = TimeSpan.FromMinutes(1), Patience = TimeSpan.FromSeconds(5), ResetTimeout = TimeSpan.FromSeconds(15) },
    };

    readonly ManualTime _time = new();

    [Fact]
    [Trait("Spec", "002-36")]
    public async Task A_dead_judge_must_be_left_alone_tried_later_and_asked_again_when_it_works()
    {
        var judges = await OpenAsync();
        StatusOf(judges).ShouldBe((JudgeState.Open, true));
        (await RefusedAsync(judges)).MayRetry.ShouldBeFalse();
        Upstream.Calls.Count.ShouldBe(3);

        _time.Advance(TimeSpan.FromSeconds(16));
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "still dead"));
        await RefusedAsync(judges);
        Upstream.Calls.Count.ShouldBe(4);
        await RefusedAsync(judges);
        Upstream.Calls.Count.ShouldBe(4);

        _time.Advance(TimeSpan.FromSeconds(16));
        (await AskAsync(judges)).ShouldBe("Hello from upstream.");
        (await AskAsync(judges)).ShouldBe("Hello from upstream.");
        StatusOf(judges).ShouldBe((JudgeState.Closed, false));
        Log.Lines.Select(line => line.Level.ToString()).ShouldBe(["Warning", "Debug", "Warning", "Debug", "Information"]);
    }

    [Fact]
    [Trait("Spec", "000-35")]
    public async Task What_is_the_questions_fault_must_not_open_it()
    {
        var judges = Judges(options: Options, time: _time);
        foreach (var status in (int[])[400, 401, 403, 404, 400, 401])
        {
            Upstream.Answers.Then(ScriptedAnswer.Fails(status, "no"));
            await RefusedAsync(judges);
        }
        StatusOf(judges).ShouldBe((JudgeState.Closed, false));
    }

    [Fact]
    [Trait("Spec", "002-36")]
    public async Task A_judge_that_hangs_until_its_askers_give_up_must_be_left_alone()
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("x").With(FaultKind.StallBeforeHeaders));
        var judges = Judges(options: Options, time: _time);
        await GiveUpAsync(judges, after: 6);
        await GiveUpAsync(judges, after: 6);
        await GiveUpAsync(judges, after: 6);
        StatusOf(judges).ShouldBe((JudgeState.Open, true));
    }

    [Fact]
    public async Task Clients_that_leave_must_not_open_it()
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("x").With(FaultKind.StallBeforeHeaders));
        var judges = Judges(options: Options, time: _time);
        await GiveUpAsync(judges, after: 1);
        await GiveUpAsync(judges, after: 1);
        await GiveUpAsync(judges, after: 1);
        StatusOf(judges).ShouldBe((JudgeState.Closed, false));
    }

    [Fact]
    public async Task A_trial_that_nobody_waited_for_must_prove_nothing()
    {
        var judges = await OpenAsync();
        _time.Advance(TimeSpan.FromSeconds(16));
        Upstream.Answers.Then(ScriptedAnswer.Says("x").With(FaultKind.StallBeforeHeaders));
        await GiveUpAsync(judges, after: 1);
        StatusOf(judges).ShouldBe((JudgeState.Open, true));
    }

    [Fact]
    public async Task A_judge_that_nobody_asks_any_more_must_not_be_missed()
    {
        var judges = await OpenAsync();
        _time.Advance(TimeSpan.FromMinutes(2));
        StatusOf(judges).ShouldBe((JudgeState.Open, false));
    }

    [Fact]
    public async Task The_state_must_be_a_metric()
    {
        using var listener = new MeterListener();
        var states = new List<int>();
        listener.InstrumentPublished = (instrument, own) => _ = instrument.Name == "luthien.judge.breaker_state" && Enable(own, instrument);
        listener.SetMeasurementEventCallback<int>((_, state, tags, _) => states.AddRange(tags[0].Value is "judge" ? [state] : []));
        listener.Start();
        await OpenAsync();
        listener.RecordObservableInstruments();
        states.ShouldContain(2);
    }

    async Task<UpstreamJudges> OpenAsync()
    {
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "dead")).Then(ScriptedAnswer.Fails(503, "dead")).Then(ScriptedAnswer.Says("x").With(FaultKind.ResetBeforeHeaders));
        var judges = Judges(options: Options, time: _time);
        await RefusedAsync(judges);
        await RefusedAsync(judges);
        await RefusedAsync(judges);
        return judges;
    }

    async Task GiveUpAsync(UpstreamJudges judges, int after)
    {
        using var gone = new CancellationTokenSource();
        var before = Upstream.Calls.Count;
        var asked = AskAsync(judges, gone.Token);
        while (Upstream.Calls.Count == before)
            await Upstream.NextCallAsync();
        _time.Advance(TimeSpan.FromSeconds(after));
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(asked);
    }

    static (JudgeState, bool) StatusOf(UpstreamJudges judges) => (judges.Statuses.Single().State, judges.Statuses.Single().IsMissed);

    static bool Enable(MeterListener listener, Instrument instrument)
    {
        listener.EnableMeasurementEvents(instrument);
        return true;
    }
}
