using System.Net;
using System.Text;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>When an answer is a stream, and how it flows.</summary>
public sealed class StreamingSpec : GatewaySpec
{
    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "H13")]
    [Trait("Spec", "H14")]
    public async Task The_body_must_choose_whether_to_stream_whatever_Accept_says(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        foreach (var accept in (string[])["text/event-stream", "application/json", "*/*"])
        {
            var request = Asking.Request(api, Asking.Body(api, stream));
            request.Headers.TryAddWithoutValidation("accept", accept);
            var response = await gateway.AskAsync(request);
            response.Content.Headers.ContentType!.ToString().ShouldBe(stream ? "text/event-stream" : "application/json", accept);
            (await Upstream.NextCallAsync()).Request.Stream.ShouldBe(stream);
        }
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "H14")]
    public async Task An_error_before_the_stream_must_be_JSON(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "no"));
        var gateway = await StartAsync();
        (await ClientError.ReadAsync(await gateway.AskAsync(api, Asking.Body(api, stream: true)), api)).Status.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "H2")]
    public async Task An_answer_must_not_be_compressed_whatever_the_client_offers(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        var request = Asking.Request(api, Asking.Body(api, stream));
        request.Headers.TryAddWithoutValidation("accept-encoding", "gzip, deflate, br, zstd");
        var response = await gateway.AskAsync(request);
        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await response.Content.ReadAsStringAsync()).ShouldContain("Hello from upstream.");
        (await Upstream.NextCallAsync()).Request.Headers["accept-encoding"].ShouldNotContain("zstd");
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "H2")]
    public async Task A_compressed_answer_of_the_upstream_must_be_decoded(SimulatorApi api, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("unpacked").With(FaultKind.Gzip));
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream));
        response.Content.Headers.ContentEncoding.ShouldBeEmpty();
        (await response.Content.ReadAsStringAsync()).ShouldContain("unpacked");
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "H3")]
    [Trait("Spec", "I-32")]
    public async Task Each_event_must_reach_the_client_before_the_upstream_sends_the_next(SimulatorApi api)
    {
        var answer = ScriptedAnswer.SaysLong(4);
        Upstream.Answers.Then(answer);
        var gateway = await StartAsync();
        await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsByteArrayAsync();
        var events = Upstream.Calls[0].EventsSent;

        using var gate = new StreamGate();
        Upstream.Answers.Then(answer with { Pacing = new Pacing { Gate = gate } });
        gate.Pass();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream: true));
        var reader = new EventReader(await response.Content.ReadAsStreamAsync());
        for (var sent = 1; sent < events; sent++)
        {
            (await reader.NextAsync()).ShouldNotBeNull($"event {sent} of {events}");
            Upstream.Calls[1].EventsSent.ShouldBe(sent);
            gate.Pass();
        }
        (await reader.NextAsync()).ShouldNotBeNull();
    }

    [Theory]
    [EachFormat]
    public async Task A_stream_must_tell_proxies_in_front_not_to_collect_it(SimulatorApi api)
    {
        var gateway = await StartAsync();
        var response = await gateway.AskAsync(api, Asking.Body(api, stream: true));
        response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        response.Headers.CacheControl!.ToString().ShouldContain("no-cache");
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "I-51")]
    [Trait("Spec", "000-08c")]
    public async Task A_stream_and_a_whole_answer_must_say_the_same(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("the same words")).Then(ScriptedAnswer.Says("the same words"));
        var gateway = await StartAsync();
        var whole = await (await gateway.AskAsync(api, Asking.Body(api))).Content.ReadAsStringAsync();
        var streamed = await (await gateway.AskAsync(api, Asking.Body(api, stream: true))).Content.ReadAsByteArrayAsync();
        whole.ShouldContain("the same words");
        Encoding.UTF8.GetString(streamed).ShouldContain("the same words");
        Judge(api, streamed).ShouldBeEmpty();
    }

    internal static IReadOnlyList<GrammarViolation> Judge(SimulatorApi api, byte[] stream) => api switch
    {
        SimulatorApi.Messages => AnthropicGrammar.CheckStream(stream),
        SimulatorApi.Responses => ResponsesGrammar.CheckStream(stream),
        _ => ChatGrammar.CheckStream(stream),
    };
}
