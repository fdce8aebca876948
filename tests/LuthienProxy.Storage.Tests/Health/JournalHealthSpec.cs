using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Storage.Tests.Health;

/// <summary>What operators see of the journal (J6).</summary>
public sealed class JournalHealthSpec : WritingSpec
{
    [Fact]
    public async Task An_idle_journal_must_be_healthy_without_a_reason()
    {
        await StartAsync();
        Journal.Health.ShouldSatisfyAllConditions(
            health => health.State.ShouldBe(HealthState.Healthy),
            health => health.Reasons.ShouldBeEmpty(),
            health => health.Lag.ShouldBe(TimeSpan.Zero),
            health => health.Breaker.ShouldBe(BreakerState.Closed));
        Log.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task Lag_must_be_the_age_of_the_oldest_batch_without_an_answer()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync();
        var first = AppendAsync(new Batches().Opening());
        await Store.NextCallAsync();
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(2));
        var second = AppendAsync(new Batches().Opening());
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(1));
        Journal.Health.Lag.ShouldBe(TimeSpan.FromSeconds(3));
        Journal.Health.QueueDepth.ShouldBe(2);
        gate.SetResult();
        await Task.WhenAll(first, second).WaitAsync(Patience);
        Journal.Health.Lag.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task Batch_sizes_must_be_told_as_percentiles()
    {
        var gate = new TaskCompletionSource();
        Store.Then(ScriptedStore.WaitsFor(gate.Task));
        await StartAsync();
        var answers = new Batches().First(9).Select(AppendAsync).ToList();
        await Store.NextCallAsync();
        await Kit.IdleAsync();
        gate.SetResult();
        await Task.WhenAll(answers).WaitAsync(Patience);
        Journal.Health.BatchP50.ShouldBe(1);
        Journal.Health.BatchP99.ShouldBe(8);
    }

    [Fact]
    public async Task Each_change_of_state_must_be_logged_once_with_its_reasons_and_time()
    {
        Store.FromNowOn(ScriptedStore.Fails());
        await StartAsync();
        var call = new Batches();
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(1));
        await AppendAllAsync(call.First(5));
        Journal.Health.Since.ShouldBe(Kit.Time.GetUtcNow());
        await MoveUntilAsync(() => Journal.Health.Breaker == BreakerState.Open);
        Journal.Health.Reasons.ShouldBe(["the database is not asked: the database is unavailable", "events are spooled until the database has caught up"]);
        Store.FromNowOn(ScriptedStore.Writes);
        await MoveUntilAsync(() => Journal.IsAvailable);
        Log.Ids.Where(id => id is 4000 or 4001 or 4002).ShouldBe([4001, 4000]);
    }

    [Fact]
    public async Task Every_figure_must_be_measured_by_the_rooms_meter()
    {
        using var tape = new InstrumentTape();
        Store.Then(ScriptedStore.Fails());
        await StartAsync();
        var call = new Batches();
        await AppendAsync(call.Opening()).WaitAsync(Patience);
        await MoveUntilAsync(() => Journal.IsAvailable);
        _ = call.Segment();
        await AppendAsync(call.Segment()).WaitAsync(Patience);

        string[] expected =
        [
            "appends", "breaker_state", "commit_batches", "commit_duration", "dropped_events", "events", "lag", "queue_depth", "spool_bytes", "spool_records", "state", "store_failures",
        ];
        expected.Select(name => $"luthien.journal.{name}").Except(tape.Seen()).ShouldBeEmpty();
    }
}
