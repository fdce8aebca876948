using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Writers;

/// <summary>A database that fails or is slow is left alone for a while, and tried again with one call (002-13).</summary>
[Trait("Spec", "002-13")]
public sealed class BreakerSpec : WritingSpec
{
    static readonly BreakerOptions Settings = new();

    readonly Breaker _breaker;
    readonly List<BreakerState> _changes = [];

    public BreakerSpec() => _breaker = new Breaker(Settings, Kit.Time) { Changed = (state, _) => _changes.Add(state) };

    [Fact]
    public void Failures_in_a_row_must_open_it_and_a_success_between_them_must_not()
    {
        Fail(Settings.Failures - 1);
        _breaker.Succeeded(TimeSpan.Zero);
        Fail(Settings.Failures - 1);
        _breaker.State.ShouldBe(BreakerState.Closed);
        Fail(1);
        _breaker.State.ShouldBe(BreakerState.Open);
        _breaker.TryEnter().ShouldBeFalse();
    }

    [Fact]
    public void Slow_calls_must_open_it_like_failed_ones()
    {
        for (var i = 0; i < Settings.Failures; i++)
            _breaker.Succeeded(Settings.SlowCall + TimeSpan.FromTicks(1));
        _breaker.State.ShouldBe(BreakerState.Open);
    }

    [Fact]
    public void After_the_reset_timeout_exactly_one_call_must_be_tried()
    {
        Fail(Settings.Failures);
        Kit.Time.Advance(Settings.ResetTimeout - TimeSpan.FromTicks(1));
        _breaker.TryEnter().ShouldBeFalse();
        _breaker.RetryIn.ShouldBe(TimeSpan.FromTicks(1));
        Kit.Time.Advance(TimeSpan.FromTicks(1));
        _breaker.TryEnter().ShouldBeTrue();
        _breaker.TryEnter().ShouldBeFalse();
        _breaker.Succeeded(TimeSpan.Zero);
        _breaker.TryEnter().ShouldBeTrue();
        _changes.ShouldBe([BreakerState.Open, BreakerState.HalfOpen, BreakerState.Closed]);
    }

    [Fact]
    public void A_trial_that_fails_must_open_it_for_as_long_again()
    {
        Fail(Settings.Failures);
        Kit.Time.Advance(Settings.ResetTimeout);
        _breaker.TryEnter().ShouldBeTrue();
        Fail(1);
        _breaker.RetryIn.ShouldBe(Settings.ResetTimeout);
    }

    [Fact]
    public void A_trial_that_is_never_reported_must_not_be_the_last_one()
    {
        Fail(Settings.Failures);
        Kit.Time.Advance(Settings.ResetTimeout);
        _breaker.TryEnter().ShouldBeTrue();
        Kit.Time.Advance(Settings.ResetTimeout);
        _breaker.TryEnter().ShouldBeTrue();
    }

    [Fact]
    public void After_a_mere_look_one_failure_must_open_it_again()
    {
        Fail(Settings.Failures);
        Kit.Time.Advance(Settings.ResetTimeout);
        _breaker.TryEnter().ShouldBeTrue();
        _breaker.Succeeded(TimeSpan.Zero, isProof: false);
        _breaker.State.ShouldBe(BreakerState.Closed);
        Fail(1);
        _breaker.State.ShouldBe(BreakerState.Open);
    }

    [Fact]
    public async Task A_database_that_gets_slow_must_be_left_alone_and_the_callers_must_not_notice()
    {
        await StartAsync();
        var call = new Batches();
        Store.FromNowOn(ScriptedStore.Takes(Kit.Time, Settings.SlowCall + TimeSpan.FromSeconds(1)));
        var slow = new List<JournalReceipt>();
        for (var i = 0; i < Settings.Failures; i++)
        {
            var answer = AppendAsync(i == 0 ? call.Opening() : call.Segment());
            await MoveUntilAsync(() => answer.IsCompleted);
            slow.Add(await answer);
        }

        // Late is not lost.
        slow.ShouldAllBe(receipt => receipt == JournalReceipt.Committed);
        Journal.Health.Breaker.ShouldBe(BreakerState.Open);
        Journal.IsAvailable.ShouldBeFalse();
        var before = Kit.Time.Elapsed;
        (await AppendAsync(call.Segment()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Spooled);
        Kit.Time.Elapsed.ShouldBe(before);

        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Journal.IsAvailable);
        (await AppendAsync(call.Ending()).WaitAsync(Patience)).ShouldBe(JournalReceipt.Committed);
        Store.RecordOf(call.Id).Count.ShouldBe(Settings.Failures + 2);
        Journal.Health.State.ShouldBe(HealthState.Healthy);
    }

    [Fact]
    public async Task An_open_breaker_must_find_out_that_the_database_is_back_though_nobody_writes()
    {
        Store.FromNowOn(ScriptedStore.Hangs);
        await StartAsync(options => options with { Breaker = Settings with { Failures = 1 }, Spool = options.Spool with { MaxBytes = 1 } });
        // Nothing fits on this spool, so nothing is left to be drained either.
        var answer = AppendAsync(new Batches().Opening());
        await MoveUntilAsync(() => !Journal.IsAvailable);
        (await answer.WaitAsync(Patience)).ShouldBe(JournalReceipt.Lost);
        Journal.Health.SpoolRecords.ShouldBe(0);
        await MoveUntilAsync(() => Journal.IsAvailable);
    }

    void Fail(int times)
    {
        for (var i = 0; i < times; i++)
            _breaker.Failed("scripted");
    }
}
