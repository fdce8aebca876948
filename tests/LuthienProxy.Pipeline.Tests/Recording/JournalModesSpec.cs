using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>When delivery waits for the record, and when it does not.</summary>
public sealed class JournalModesSpec : GatewayHarness
{
    static readonly RecordingOptions Async = new() { Node = "test", SegmentBytes = 2048, MaxUnacked = 8192 };
    static readonly RecordingOptions BeforeDelivery = new() { Node = "test", Mode = JournalMode.BeforeDelivery };

    [Fact]
    public async Task One_batch_of_a_call_must_be_under_way_at_a_time_and_grow_meanwhile()
    {
        Recording = Async;
        Journal.Holds = static batch => batch.Entries[0].Sequence == 1;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(20, size: 100));
        using var client = new TestClient();
        var call = CallOf(client);
        await Gateway.RunAsync(call);
        Journal.Batches.Count.ShouldBe(1);

        Journal.Release();

        await Gateway.RecordedAsync();
        Journal.MostUnderWay.ShouldBe(1);
        Journal.Batches.Count.ShouldBe(2);
        Journal.Of(call.Id).ShouldBeWhole();
    }

    [Fact]
    public async Task Delivery_must_stop_at_max_unacked_and_go_on_with_the_journals_answer()
    {
        Recording = Async;
        Options = Options with { FlushAt = 1024 };
        Journal.Holds = static batch => batch.Entries.Events<DeliveredSegment>().Any();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1000, size: 100));
        using var client = new TestClient();
        var worst = 0L;
        var isNearlyFull = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        client.OnFlush = delivered =>
        {
            worst = Math.Max(worst, delivered - Journal.DeliveredOnRecord);
            _ = delivered > Async.MaxUnacked - 4096 && isNearlyFull.TrySetResult();
        };
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await isNearlyFull.Task;

        running.IsCompleted.ShouldBeFalse();
        Journal.Release();

        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
        worst.ShouldBeInRange(Async.MaxUnacked - 4096, Async.MaxUnacked);
        Journal.Of(call.Id).Delivered().Length.ShouldBe((int)client.Unread);
    }

    [Theory]
    [InlineData(16 << 10, 1024)]
    [InlineData(64 << 20, 1)]
    [Trait("Spec", "000-57")]
    public async Task Delivery_must_wait_while_what_other_calls_handed_over_is_unanswered_and_go_on_with_the_journals_answer(long bytes, int ended)
    {
        Recording = Async with { MaxBacklog = bytes, MaxEnded = ended };
        Journal.Holds = static batch => batch.Entries.Events<TransactionEnded>().Any();
        using var first = new TestClient();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1, size: 32 << 10)).Then(ScriptedAnswer.Says("Hello"));
        (await Gateway.RunAsync(CallOf(first))).ShouldBeOfType<TransactionOutcome.Completed>("What ends is within its own bound.");
        using var counted = new Counted("luthien.recorder.waits");
        using var second = new TestClient();

        var running = Gateway.RunAsync(CallOf(second));
        await counted.First;

        (running.IsCompleted, second.Unread).ShouldBe((false, 0));
        Journal.Release();
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
    }

    [Fact]
    public async Task An_answer_that_is_larger_than_max_unacked_must_be_on_record_before_it_is_delivered()
    {
        Recording = Async;
        var worst = 0L;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1000, size: 100));
        using var client = new TestClient();
        client.OnFlush = delivered => worst = Math.Max(worst, delivered - Journal.DeliveredOnRecord);

        await Gateway.RunAsync(CallOf(client, stream: false));

        worst.ShouldBe(0);
        client.Unread.ShouldBeGreaterThan(Async.MaxUnacked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "I-63")]
    [Trait("Spec", "000-27a")]
    public async Task A_journal_that_loses_everything_must_not_change_what_the_client_gets(bool stream)
    {
        Recording = Async;
        Journal.Answer = static _ => JournalReceipt.Lost;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1000, size: 100)).Then(ScriptedAnswer.SaysLong(1000, size: 100));
        using var client = new TestClient(1 << 22);
        using var counted = new Counted("luthien.recorder.lost");

        (await Gateway.RunAsync(CallOf(client, stream))).ShouldBeOfType<TransactionOutcome.Completed>();

        await Gateway.RecordedAsync();
        counted.Sum.ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Spec", "I-63")]
    public async Task A_journal_that_throws_must_not_change_what_the_client_gets_and_be_counted()
    {
        Recording = Async;
        Journal.Answer = static _ => throw new InvalidOperationException("broken");
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(1000, size: 100));
        using var client = new TestClient(1 << 22);
        using var counted = new Counted("luthien.recorder.failures");

        (await Gateway.RunAsync(CallOf(client))).ShouldBeOfType<TransactionOutcome.Completed>();

        await Gateway.RecordedAsync();
        counted.Sum.ShouldBeGreaterThan(0);
        Log.Lines.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_segment_must_go_on_record_when_it_is_old_though_it_is_small()
    {
        Recording = Async with { SegmentBytes = 1 << 20, MaxUnacked = 1 << 20, SegmentDelay = TimeSpan.FromMilliseconds(50) };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);

        await Journal.HoldsAsync(record => record.Events<DeliveredSegment>().Any());

        running.IsCompleted.ShouldBeFalse();
        client.Leave();
        await running;
    }

    [Fact]
    public async Task Before_delivery_an_unavailable_journal_must_be_a_503_before_the_upstream_is_called()
    {
        Recording = BeforeDelivery;
        Journal.IsAvailable = false;
        using var client = new TestClient();

        ErrorOf(await Gateway.RunAsync(CallOf(client))).Code.ShouldBe("journal_unavailable");

        client.Head!.Status.ShouldBe(503);
        (await client.ReadAllAsync()).ShouldStartWith("{\"error\"");
        Upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(JournalReceipt.Spooled)]
    [InlineData(JournalReceipt.Lost)]
    public async Task Before_delivery_a_call_that_cannot_be_committed_must_be_a_503_before_the_upstream_is_called(JournalReceipt receipt)
    {
        Recording = BeforeDelivery;
        Journal.Answer = _ => receipt;
        using var client = new TestClient();

        ErrorOf(await Gateway.RunAsync(CallOf(client))).Code.ShouldBe("journal_unavailable");

        client.Head!.Status.ShouldBe(503);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Before_delivery_nothing_must_be_delivered_that_is_not_committed(bool stream)
    {
        Recording = BeforeDelivery;
        Journal.Holds = static batch => batch.Entries.Events<DeliveredSegment>().Any();
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100, size: 100));
        using var client = new TestClient();
        var call = CallOf(client, stream);
        var running = Gateway.RunAsync(call);
        await Journal.HoldsAsync(record => record.Events<DeliveredSegment>().Any());

        client.Unread.ShouldBe(0);
        running.IsCompleted.ShouldBeFalse();
        Journal.Release();

        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
        Journal.Of(call.Id).ShouldBeWhole();
        Journal.Of(call.Id).Delivered().ShouldBe(Encoding.UTF8.GetBytes(await client.ReadAllAsync()));
    }

    [Theory]
    [InlineData("chat")]
    [InlineData("messages")]
    [InlineData("responses")]
    public async Task Before_delivery_a_journal_that_fails_midway_must_end_the_stream_with_the_formats_error_and_deliver_nothing_else(string name)
    {
        Recording = BeforeDelivery;
        // Each delta comes by itself, so that there are several commits.
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(20) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(20) } });
        var deliveries = 0;
        Journal.Answer = batch => batch.Entries.Events<DeliveredSegment>().Any() && Interlocked.Increment(ref deliveries) > 3 ? JournalReceipt.Lost : JournalReceipt.Committed;
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name));

        ErrorOf(await Gateway.RunAsync(call)).Code.ShouldBe("journal_unavailable");

        await Gateway.RecordedAsync();
        var got = await client.ReadAllAsync();
        var committed = Journal.Batches.SelectMany(batch => batch.Entries).Events<DeliveredSegment>().Take(3).Sum(segment => segment.Size);
        got[(int)committed..].ShouldContain("error");
        got[(int)committed..].ShouldNotContain("\"delta\"");
        var record = Journal.Of(call.Id);
        record.The<Failed>().Summary.BytesDelivered.ShouldBe(got.Length);
        // The error takes the place of what was never delivered.
        record.Events<DeliveredSegment>().Last().Offset.ShouldBe(committed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Before_delivery_a_journal_that_fails_before_the_first_byte_must_be_a_503(bool stream)
    {
        Recording = BeforeDelivery;
        Journal.Answer = static batch => batch.Entries.Events<DeliveredSegment>().Any() ? JournalReceipt.Lost : JournalReceipt.Committed;
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello"));
        using var client = new TestClient();

        ErrorOf(await Gateway.RunAsync(CallOf(client, stream))).Code.ShouldBe("journal_unavailable");

        client.Head!.Status.ShouldBe(503);
        (await client.ReadAllAsync()).ShouldStartWith("{\"error\"");
    }
}
