using System.Text;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>However a call ends, its record is whole, ends once, and says what the client got.</summary>
[Trait("Spec", "000-07f")]
public sealed class EndingSpec : GatewayHarness
{
    [Theory]
    [InlineData(FaultKind.CutMidStream, 200, "upstream_truncated")]
    [InlineData(FaultKind.CloseMidStream, 200, "upstream_error")]
    [InlineData(FaultKind.CutBeforeFirstEvent, 502, "upstream_truncated")]
    [InlineData(FaultKind.ResetBeforeHeaders, 502, "upstream_error")]
    [InlineData(FaultKind.HtmlPage, 502, "upstream_malformed")]
    public async Task A_call_whose_upstream_fails_must_end_as_failed_with_what_the_client_was_told(FaultKind fault, int status, string code)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(fault));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        var summary = record.The<Failed>().Summary;
        (summary.Status, summary.ErrorCode).ShouldBe((status, code));
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Theory]
    [InlineData(FaultKind.CloseMidStream)]
    [InlineData(FaultKind.MalformedJson)]
    public async Task What_came_of_a_body_that_is_no_answer_must_be_on_record(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("half").With(fault));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream: false));

        record.Original().Length.ShouldBe((int)record.The<Failed>().Summary.BytesReceived);
        record.Original().ShouldNotBeEmpty();
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    public async Task An_upstreams_refusal_must_be_on_record_as_it_was_passed_on()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unused") with { Fault = new Fault(FaultKind.RateLimited) { RetryAfter = 7 } });
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        record.The<Completed>().Summary.Status.ShouldBe(429);
        record.The<UpstreamResponded>().Status.ShouldBe(429);
        record.The<UpstreamResponded>().Headers.ShouldContain(header => header.Name.Equals("retry-after", StringComparison.OrdinalIgnoreCase) && header.Value == "7");
        record.LiteralBytes().ShouldBe(0);
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    public async Task A_page_that_was_replaced_must_be_on_record_beside_what_replaced_it()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unused").With(FaultKind.HtmlBadGateway));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        Encoding.UTF8.GetString(record.Original()).ShouldContain("<html>");
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Theory]
    [InlineData(CallKind.TokenCount, "/v1/messages/count_tokens", "POST")]
    [InlineData(CallKind.Models, "/v1/models?limit=2", "GET")]
    public async Task A_call_that_asks_no_model_must_be_on_record_too(CallKind kind, string path, string method)
    {
        using var client = new TestClient();
        using var upstream = InProcess();

        var record = await RecordAsync(CallOf(client, upstream: upstream) with { Request = null, PathAndQuery = path, Method = HttpMethod.Parse(method) });

        record.The<Opened>().Kind.ShouldBe(kind);
        record.The<Opened>().Path.ShouldNotContain("?");
        record.The<RequestForwarded>().Url.ShouldNotContain("?");
        record.The<Completed>().Summary.Status.ShouldBe(client.Head!.Status);
        record.LiteralBytes().ShouldBe(0);
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    [Trait("Spec", "000-27a")]
    public async Task A_client_that_leaves_must_be_on_record_with_every_byte_that_its_transport_accepted()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100_000, size: 100));
        using var client = new TestClient(window: 4096);
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        var got = Encoding.UTF8.GetBytes(await client.ReadUntilAsync("data:"));
        await client.IsFullAsync();

        client.Leave();

        await running;
        await Gateway.RecordedAsync();
        var record = Journal.Of(call.Id);
        record.ShouldBeWhole();
        record.Delivered().Length.ShouldBe((int)client.Unread);
        record.Delivered()[..got.Length].ShouldBe(got);
        record.The<Cancelled>().Summary.BytesDelivered.ShouldBe(client.Unread);
        record.The<Cancelled>().Summary.Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_client_that_leaves_before_any_answer_must_be_on_record_as_499()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallBeforeHeaders));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = RecordAsync(call);
        await Upstream.NextCallAsync();

        client.Leave();

        (await running).The<Cancelled>().Summary.Status.ShouldBe(499);
    }

    [Fact]
    public async Task A_call_that_is_interrupted_must_be_on_record_with_its_end()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = RecordAsync(CallOf(client));
        await client.ReadUntilAsync("data:");

        Gateway.Interrupt();

        var record = await running;
        record.The<Interrupted>().Summary.ErrorCode.ShouldBe("gateway_stopping");
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    public async Task A_call_whose_actor_crashes_must_be_on_record_with_its_end()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = RecordAsync(call);
        await client.ReadUntilAsync("data:");

        Sys.Find($"/user/gateway/transactions/{call.Id}")!.Tell(Luthien.Actors.Kill.Instance);

        var record = await running;
        record.The<Failed>().Summary.ErrorCode.ShouldBe("gateway_error");
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    public async Task A_call_that_never_reaches_an_upstream_must_be_on_record()
    {
        using var client = new TestClient();
        await Gateway.DrainAsync(TimeSpan.FromSeconds(5));

        var record = await RecordAsync(CallOf(client));

        record.Select(entry => entry.Event.GetType()).ShouldBe([typeof(Opened), typeof(RequestReceived), typeof(DeliveredSegment), typeof(Interrupted)]);
        record.The<Interrupted>().Summary.Status.ShouldBe(503);
        await ShouldHoldWhatTheClientGotAsync(record, client);
    }

    [Fact]
    public async Task Every_attempt_at_an_upstream_must_be_on_record()
    {
        Retry = new() { MaxRetries = 2, BaseDelay = TimeSpan.FromMilliseconds(10) };
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "no")).Then(ScriptedAnswer.Says("at last"));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        record.Events<RequestForwarded>().Count().ShouldBe(2);
        record.Events<UpstreamResponded>().Select(head => head.Status).ShouldBe([500, 200]);
    }

    static async Task ShouldHoldWhatTheClientGotAsync(IReadOnlyList<JournalEntry> record, TestClient client)
    {
        var got = Encoding.UTF8.GetBytes(await client.ReadAllAsync());
        record.Delivered().ShouldBe(got);
        record.The<TransactionEnded>().Summary.BytesDelivered.ShouldBe(got.Length);
    }
}
