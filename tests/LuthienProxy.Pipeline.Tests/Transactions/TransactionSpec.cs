using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

public sealed class TransactionSpec : GatewayHarness
{
    [Fact]
    public async Task A_streamed_call_must_deliver_the_whole_answer_and_complete()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello there"));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        outcome.ShouldBeOfType<TransactionOutcome.Completed>();
        client.Head!.Status.ShouldBe(200);
        client.Head.ContentType.ShouldBe("text/event-stream");
        (await client.ReadAllAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task A_call_that_is_not_streamed_must_deliver_the_upstreams_body_byte_for_byte()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello there"));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client, stream: false));

        outcome.ShouldBeOfType<TransactionOutcome.Completed>();
        var body = await client.ReadAllAsync();
        body.ShouldContain("Hello there");
        client.Head!.ContentLength.ShouldBe(body.Length);
    }

    [Theory]
    [InlineData(FaultKind.CloseMidStream)]
    [InlineData(FaultKind.TruncatedBody)]
    [InlineData(FaultKind.MalformedJson)]
    [Trait("Spec", "I-34")]
    public async Task A_body_that_breaks_must_become_an_error_status_that_names_the_transaction(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("half").With(fault));
        using var client = new TestClient();
        var call = CallOf(client, stream: false);

        await Gateway.RunAsync(call);

        client.Head!.Status.ShouldBe(502);
        client.Head.Headers.ShouldBe([new("X-Luthien-Transaction-Id", call.Id.ToString())]);
        (await client.ReadAllAsync()).ShouldStartWith("{\"error\"");
    }

    [Fact]
    [Trait("Spec", "000-27e")]
    public async Task A_page_for_people_must_become_an_error_of_the_format_with_the_same_status()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unused").With(FaultKind.HtmlBadGateway));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        outcome.ShouldBe(new TransactionOutcome.Relayed(502));
        client.Head!.ContentType.ShouldBe("application/json");
        (await client.ReadAllAsync()).ShouldStartWith("{\"error\"");
    }

    [Theory]
    [InlineData(FaultKind.MissingFinalBlankLine, true)]
    [InlineData(FaultKind.ByteOrderMark, true)]
    [InlineData(FaultKind.ByteOrderMark, false)]
    [Trait("Spec", "H4")]
    public async Task Odd_but_harmless_bytes_must_not_fail_a_call(FaultKind fault, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello").With(fault));
        using var client = new TestClient();

        (await Gateway.RunAsync(CallOf(client, stream))).ShouldBeOfType<TransactionOutcome.Completed>();
    }

    [Fact]
    [Trait("Spec", "I-34")]
    [Trait("Spec", "H8")]
    [Trait("Spec", "X-02")]
    public async Task An_upstreams_refusal_must_keep_its_status_body_and_headers()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unused") with { Fault = new Fault(FaultKind.RateLimited) { RetryAfter = 7 } });
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        outcome.ShouldBe(new TransactionOutcome.Relayed(429));
        client.Head!.Status.ShouldBe(429);
        client.Head.ContentType!.ShouldStartWith("application/json");
        client.Head.Headers.ShouldContain(header => header.Key.Equals("retry-after", StringComparison.OrdinalIgnoreCase) && header.Value == "7");
        (await client.ReadAllAsync()).ShouldContain("\"error\"");
    }

    [Theory]
    [InlineData(FaultKind.CutBeforeFirstEvent)]
    [InlineData(FaultKind.EmptyBody)]
    [InlineData(FaultKind.HtmlPage)]
    [InlineData(FaultKind.ResetBeforeHeaders)]
    [Trait("Spec", "I-32")]
    [Trait("Spec", "000-27e")]
    public async Task A_stream_that_never_begins_must_become_a_real_http_error(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unused").With(fault));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Upstream);
        client.Head!.Status.ShouldBe(502);
        client.Head.ContentType.ShouldBe("application/json");
    }

    [Theory]
    [InlineData(FaultKind.CutMidStream)]
    [InlineData(FaultKind.MissingTerminator)]
    [InlineData(FaultKind.ResetMidStream)]
    [InlineData(FaultKind.CloseMidStream)]
    [InlineData(FaultKind.CutInsideEvent)]
    [Trait("Spec", "I-33")]
    [Trait("Spec", "H7")]
    [Trait("Spec", "002-37")]
    public async Task A_stream_that_breaks_off_must_end_with_the_formats_error_and_no_terminator(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(fault));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Upstream);
        var body = await client.ReadAllAsync();
        body.TrimEnd().Split('\n')[^1].ShouldContain("\"error\"");
        body.ShouldNotContain("[DONE]");
    }

    [Fact]
    public async Task A_providers_own_error_event_must_reach_the_client_and_fail_the_call()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.ErrorEventMidStream));
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client));

        outcome.ShouldBeOfType<TransactionOutcome.ErrorInAnswer>();
        (await client.ReadAllAsync()).ShouldContain("simulated failure");
    }

    [Fact]
    public async Task One_call_too_many_must_be_told_to_come_back()
    {
        Options = Options with { MaxCalls = 1 };
        Upstream.Answers.Then(ScriptedAnswer.Says("slow").With(FaultKind.StallMidStream));
        using var first = new TestClient();
        using var second = new TestClient();
        var running = Gateway.RunAsync(CallOf(first));
        await first.ReadUntilAsync("data:");

        var outcome = await Gateway.RunAsync(CallOf(second));

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Unavailable);
        second.Head!.Status.ShouldBe(503);
        first.Leave();
        await running;
    }

    [Fact]
    [Trait("Spec", "002-24")]
    public async Task No_actor_must_be_left_when_calls_have_ended()
    {
        using var client = new TestClient();
        using var leaver = new TestClient();
        Upstream.Answers.Then(ScriptedAnswer.Says("one")).Then(ScriptedAnswer.Says("two").With(FaultKind.StallMidStream));
        await Gateway.RunAsync(CallOf(client));
        var running = Gateway.RunAsync(CallOf(leaver));
        await leaver.ReadUntilAsync("data:");
        leaver.Leave();
        await running;

        await Gateway.DrainAsync(TimeSpan.FromSeconds(5));

        Sys.InspectChildren("/user/gateway/transactions").ShouldBeEmpty();
    }
}
