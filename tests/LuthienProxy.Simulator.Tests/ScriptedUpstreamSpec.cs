using System.Net;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.Simulator.Tests;

public sealed class ScriptedUpstreamSpec : IAsyncLifetime
{
    ScriptedUpstream _upstream = null!;
    HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _client = new HttpClient { BaseAddress = _upstream.Address };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _upstream.DisposeAsync();
    }

    Task<HttpResponseMessage> Ask(bool stream = true, string model = "any") =>
        _client.SendAsync(Asking.Request(SimulatorApi.Messages, stream, model), HttpCompletionOption.ResponseHeadersRead);

    [Fact]
    public async Task Answers_must_be_given_in_the_order_they_were_scripted()
    {
        _upstream.Answers.Then(ScriptedAnswer.Fails(418, "first")).Then(r => ScriptedAnswer.Says(r.Model));
        (await Ask()).StatusCode.ShouldBe((HttpStatusCode)418);
        (await (await Ask(stream: false, model: "mine")).Content.ReadAsStringAsync()).ShouldContain("\"text\":\"mine\"");
        (await (await Ask(stream: false)).Content.ReadAsStringAsync()).ShouldContain("Hello from upstream.");
    }

    [Fact]
    public async Task A_request_must_be_recorded_byte_for_byte()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/messages?beta=true") { Content = new StringContent("""{ "model":"m",  "n":12345678901234567890}""") };
        request.Headers.Add("x-custom", ["a", "b"]);
        await _client.SendAsync(request);
        var call = await _upstream.NextCallAsync();
        (call.Request.Method, call.Request.Path, call.Request.Query).ShouldBe(("POST", "/v1/messages", "?beta=true"));
        call.Request.Headers["X-Custom"].ShouldBe("a, b");
        System.Text.Encoding.UTF8.GetString(call.Request.Body.Span).ShouldBe("""{ "model":"m",  "n":12345678901234567890}""");
        (await call.EndedAsync()).ShouldBe(CallEnding.Completed);
        _upstream.Calls.Count.ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "H3")]
    public async Task A_gate_must_hold_each_event_until_it_is_let_pass()
    {
        using var gate = new StreamGate();
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(3) with { Pacing = new Pacing { Gate = gate } });
        gate.Pass(2);
        var response = await Ask();
        var call = await _upstream.NextCallAsync();
        await call.EventSentAsync(2);
        call.Ending.ShouldBeNull();
        gate.Open();
        SseLines.Parse(await response.Content.ReadAsByteArrayAsync()).Count.ShouldBe(call.EventsSent);
        (await call.EndedAsync()).ShouldBe(CallEnding.Completed);
    }

    [Theory]
    [InlineData(FaultKind.StallMidStream)]
    [InlineData(FaultKind.StallBeforeFirstEvent)]
    [Trait("Spec", "H6")]
    public async Task A_client_that_leaves_a_stalled_stream_must_be_noticed(FaultKind stall)
    {
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(4).With(stall));
        var response = await Ask();
        var call = await _upstream.NextCallAsync();
        await call.HeadersSentAsync();
        response.Dispose();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_client_that_leaves_before_the_headers_must_be_noticed()
    {
        _upstream.Answers.Then(ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders));
        using var leaving = new CancellationTokenSource();
        var asking = _client.SendAsync(Asking.Request(SimulatorApi.Messages, stream: true), leaving.Token);
        var call = await _upstream.NextCallAsync();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_broken_connection_must_be_told_from_a_completed_answer()
    {
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(4).With(FaultKind.ResetMidStream));
        var response = await Ask();
        await Should.ThrowAsync<HttpRequestException>(() => response.Content.ReadAsByteArrayAsync());
        (await (await _upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.Broken);
    }

    [Fact]
    public async Task The_server_must_stop_while_a_call_hangs()
    {
        var own = await ScriptedUpstream.StartAsync();
        own.Answers.Then(ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders));
        using var client = new HttpClient { BaseAddress = own.Address };
        var asking = client.SendAsync(Asking.Request(SimulatorApi.Messages, stream: true));
        var call = await own.NextCallAsync();
        await own.DisposeAsync();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
        await Should.ThrowAsync<HttpRequestException>(() => asking);
    }
}
