using System.Text;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Recording;

[Trait("Spec", "000-07f")]
public sealed class RecordingSpec : GatewayHarness
{
    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    public async Task An_untouched_answer_must_be_on_record_once_and_to_the_byte(string name, bool stream)
    {
        var format = WireFormats.Named(name);
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(200));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client, stream, format));

        var body = Encoding.UTF8.GetBytes(await client.ReadAllAsync());
        record.Delivered().ShouldBe(body);
        record.Original().ShouldBe(body);
        record.LiteralBytes().ShouldBe(0);
        record.Select(entry => entry.Event.GetType()).Distinct().ShouldBe(
            [typeof(Opened), typeof(RequestReceived), typeof(RequestForwarded), typeof(UpstreamResponded), typeof(OriginalSegment), typeof(DeliveredSegment), typeof(Completed)]);
    }

    [Fact]
    public async Task A_completed_call_must_be_summed_up()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("Hello there"));
        using var client = new TestClient();

        var record = await RecordAsync(CallOf(client));

        var summary = record.The<Completed>().Summary;
        summary.Status.ShouldBe(200);
        summary.StopReason.ShouldBe("stop");
        summary.BytesReceived.ShouldBe(record.Original().Length);
        summary.BytesDelivered.ShouldBe((await client.ReadAllAsync()).Length);
        summary.TimeToFirstByte.ShouldNotBeNull();
        summary.Duration!.Value.ShouldBeGreaterThanOrEqualTo(summary.TimeToFirstByte.Value);
        Journal.Batches[^1].AnswerText.ShouldBe("Hello there");
    }

    [Fact]
    public async Task What_was_asked_must_be_handed_over_before_the_answer_comes()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallBeforeHeaders));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);

        await Upstream.NextCallAsync();

        await Journal.HoldsAsync(record => record.Events<RequestReceived>().Any());
        running.IsCompleted.ShouldBeFalse();
        Journal.Of(call.Id).Select(entry => entry.Event.GetType()).Take(2).ShouldBe([typeof(Opened), typeof(RequestReceived)]);
        client.Leave();
        await running;
    }

    [Fact]
    public async Task A_call_must_be_on_record_with_what_it_asked_and_where_it_went()
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("hi"));
        using var client = new TestClient();
        var call = CallOf(client, format: AnthropicFormat.Instance) with
        {
            Headers =
            [
                new("content-type", "application/json"), new("x-claude-code-session-id", "0b6c3a52-5b1c-4e7e-9f0a-5a1d2c3b4e5f"),
                new("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), new("x-unknown", "not listed"),
            ],
        };

        var record = await RecordAsync(call);

        var opened = record.The<Opened>();
        (opened.Node, opened.Format, opened.Model, opened.Method, opened.Path).ShouldBe(("test", "anthropic-messages", "scripted", "POST", "/v1/messages"));
        (opened.IsStream, opened.Kind, opened.SessionId).ShouldBe((true, CallKind.Turn, "0b6c3a52-5b1c-4e7e-9f0a-5a1d2c3b4e5f"));
        opened.TraceId.ShouldBe("0af7651916cd43dd8448eb211c80319c");
        var received = record.The<RequestReceived>();
        received.Headers.Select(header => header.Name).ShouldBe(["content-type", "x-claude-code-session-id", "traceparent"]);
        received.Body.ShouldBe(new Payload.Whole(call.Body!.Value));
        var forwarded = record.The<RequestForwarded>();
        forwarded.Upstream.ShouldBe("scripted");
        forwarded.Url.ShouldEndWith("/v1/messages");
        forwarded.Body.ShouldBeNull();
    }
}
