using System.Security.Cryptography;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>What is over a limit is recorded as a typed marker, said once, counted, and never felt by the client.</summary>
[Trait("Spec", "000-20")]
[Trait("Spec", "002-29")]
public sealed class TruncationSpec : GatewayHarness
{
    static readonly RecordingOptions Tight = new() { Node = "test", SegmentBytes = 1024, MaxEventBytes = 4096, MaxTransactionBytes = 8192, DegradeAfter = 3 };

    [Fact]
    public async Task A_body_over_the_limit_of_an_event_must_leave_its_hash_its_size_and_its_beginning()
    {
        Recording = Tight;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100, size: 100));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream: false));

        var body = System.Text.Encoding.UTF8.GetBytes(await client.ReadAllAsync());
        var cut = record.The<OriginalSegment>().Bytes.ShouldBeOfType<Payload.Cut>();
        (cut.Reason, cut.FullSize).ShouldBe((CutReason.Oversize, body.Length));
        cut.Sha256.ShouldBe(SHA256.HashData(body));
        cut.Head.ToArray().ShouldBe(body[..cut.Head.Length]);
    }

    [Fact]
    [Trait("Spec", "000-20a")]
    [Trait("Spec", "000-20b")]
    public async Task A_call_over_its_limit_must_be_said_once_with_its_id_and_counted()
    {
        Recording = Tight;
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(200, size: 100));
        using var client = new TestClient();
        using var counted = new Counted("luthien.recorder.truncated");
        var call = CallOf(client);

        var record = await RecordAsync(call);

        var line = Log.Lines.ShouldHaveSingleItem();
        line.Level.ShouldBe(LogLevel.Error);
        var cuts = record.Events<OriginalSegment>().Select(segment => segment.Bytes).OfType<Payload.Cut>().ToList();
        line.Line.ShouldContain($"{call.Id} {cuts.Count} payloads");
        line.Line.ShouldContain($"{cuts.Sum(cut => cut.FullSize)} bytes");
        counted.Sum.ShouldBeGreaterThanOrEqualTo(cuts.Count);
        record.Events<OriginalSegment>().Sum(segment => segment.Bytes.Size).ShouldBe(client.Unread);
        record.Events<OriginalSegment>().Select(segment => segment.Bytes).OfType<Payload.Whole>().Sum(whole => whole.Size).ShouldBeLessThanOrEqualTo(Tight.MaxTransactionBytes);
        record.The<Completed>().Summary.BytesDelivered.ShouldBe(client.Unread);
    }

    [Fact]
    [Trait("Spec", "000-20c")]
    public async Task Sustained_truncation_must_degrade_recording_to_summaries_while_traffic_goes_on()
    {
        Recording = Tight;
        foreach (var _ in Enumerable.Range(0, Tight.DegradeAfter))
            await OversizeAsync();

        Recorders!.Health.IsDegraded.ShouldBeTrue();
        Recorders.Health.Reason.ShouldNotBeNull().ShouldContain("3 calls");
        Upstream.Answers.Then(ScriptedAnswer.Says("small"));
        using var client = new TestClient();
        var record = await RecordAsync(CallOf(client));
        record.The<OriginalSegment>().Bytes.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(CutReason.Degraded);
        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(CutReason.Degraded);
        record.The<Completed>().Summary.StopReason.ShouldBe("stop");
    }

    [Fact]
    public async Task In_hash_mode_no_text_must_be_on_record()
    {
        Recording = new() { Node = "test", Content = JournalContent.Hash };
        Upstream.Answers.Then(ScriptedAnswer.Says("secret words"));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        record.The<OriginalSegment>().Bytes.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(CutReason.HashOnly);
        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Cut>().Head.IsEmpty.ShouldBeTrue();
        Journal.Batches[^1].AnswerText.ShouldBeNull();
        record.The<DeliveredSegment>().Runs.ShouldHaveSingleItem().ShouldBeOfType<DeliveredRun.Copy>();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task In_redacted_mode_what_was_not_changed_must_be_kept(bool mayChange)
    {
        Recording = new() { Node = "test", Content = JournalContent.Redacted, SegmentBytes = 1024 };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client) with { Policies = mayChange ? Bound.To(new ScriptedPolicy()) : ActiveChain.None });

        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Whole>();
        record.Original().ShouldBe(record.Delivered());
    }

    [Fact]
    public async Task In_redacted_mode_a_request_that_no_policy_has_let_through_must_not_be_kept()
    {
        Recording = new() { Node = "test", Content = JournalContent.Redacted };
        using var client = new TestClient();
        await Gateway.DrainAsync(TimeSpan.FromSeconds(5));

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(new ScriptedPolicy()) });

        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(CutReason.Redacted);
    }

    async Task OversizeAsync()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100, size: 100));
        using var client = new TestClient();
        (await Gateway.RunAsync(CallOf(client))).ShouldBeOfType<TransactionOutcome.Completed>();
    }
}
