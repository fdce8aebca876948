using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.Simulator.Tests;

public sealed class SimulatorHandlerSpec : IAsyncLifetime
{
    ScriptedUpstream _upstream = null!;
    HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _client = new HttpClient(new SimulatorHandler(_upstream.Provider)) { BaseAddress = new Uri("http://in-process") };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _upstream.DisposeAsync();
    }

    Task<HttpResponseMessage> Ask(CancellationToken cancellation = default) =>
        _client.SendAsync(Asking.Request(SimulatorApi.Responses, stream: true, "any"), HttpCompletionOption.ResponseHeadersRead, cancellation);

    [Fact]
    public async Task Headers_must_arrive_before_the_body_and_stand_where_HttpClient_looks_for_them()
    {
        using var gate = new StreamGate();
        _upstream.Answers.Then(ScriptedAnswer.Says("hi") with { Pacing = new Pacing { Gate = gate } });
        using var response = await Ask();
        response.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        response.Headers.GetValues("x-request-id").ShouldBe(["req_0000000000000001"]);
        gate.Open();
        SseLines.Parse(await response.Content.ReadAsByteArrayAsync())[^1].Name.ShouldBe("response.completed");
    }

    [Fact]
    [Trait("Spec", "I-62")]
    public async Task A_reader_that_does_not_read_must_hold_the_provider_back()
    {
        using var gate = new StreamGate();
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(200, size: 10_000));
        using var response = await Ask();
        var call = await _upstream.NextCallAsync();
        await using var body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1000]);
        call.EventsSent.ShouldBeLessThan(20);
        response.Dispose();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task Cancelling_the_send_must_be_the_clients_leaving()
    {
        _upstream.Answers.Then(ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders));
        using var leaving = new CancellationTokenSource();
        var asking = Ask(leaving.Token);
        var call = await _upstream.NextCallAsync();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => asking);
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_headers_must_fail_the_send()
    {
        _upstream.Answers.Then(ScriptedAnswer.Says("x").With(FaultKind.ResetBeforeHeaders)).Then(ScriptedAnswer.Says("x").With(FaultKind.CloseBeforeHeaders));
        await Should.ThrowAsync<HttpRequestException>(() => Ask());
        await Should.ThrowAsync<HttpRequestException>(() => Ask());
    }

    [Theory]
    [InlineData(FaultKind.ResetMidStream)]
    [InlineData(FaultKind.CloseMidStream)]
    [Trait("Spec", "H7")]
    public async Task A_connection_that_breaks_in_mid_stream_must_fail_the_read_after_part_of_the_answer(FaultKind fault)
    {
        _upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(fault));
        using var response = await Ask();
        await using var body = await response.Content.ReadAsStreamAsync();
        var read = await body.ReadAsync(new byte[100]);
        read.ShouldBe(100);
        await Should.ThrowAsync<IOException>(() => body.CopyToAsync(Stream.Null));
    }

    [Fact]
    public async Task A_script_that_throws_must_look_like_a_broken_connection()
    {
        _upstream.Answers.Then(_ => throw new InvalidOperationException("script"));
        await Should.ThrowAsync<HttpRequestException>(() => Ask());
    }
}
