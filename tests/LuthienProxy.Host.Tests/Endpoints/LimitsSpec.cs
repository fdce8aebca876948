using System.IO.Compression;
using System.Net;
using System.Text;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>What a request may weigh and hold; over it the client reads why, in its own form, and the upstream is not asked.</summary>
[Trait("Spec", "000-14")]
public sealed class LimitsSpec : GatewaySpec
{
    const string Limits = "luthien.limits { request-body = 2KiB, messages = 3, tools = 2, depth = 8 }";

    static readonly Dictionary<SimulatorApi, string> TooLarge = new()
    {
        [SimulatorApi.Messages] = "request_too_large",
        [SimulatorApi.ChatCompletions] = "request_too_large",
        [SimulatorApi.Responses] = "request_too_large",
    };

    [Theory]
    [EachFormat]
    public async Task A_body_that_says_it_is_too_large_must_be_refused_with_413(SimulatorApi api) =>
        (await RefusedAsync(api, new ByteArrayContent(Padded(api, 2049)))).ShouldBe((HttpStatusCode.RequestEntityTooLarge, TooLarge[api]));

    [Theory]
    [EachFormat]
    public async Task A_body_that_comes_in_chunks_must_be_refused_with_413_once_it_is_too_large(SimulatorApi api) =>
        (await RefusedAsync(api, new StreamContent(new Unseekable(Padded(api, 2049))))).ShouldBe((HttpStatusCode.RequestEntityTooLarge, TooLarge[api]));

    [Theory]
    [EachFormat]
    public async Task A_body_that_expands_to_too_much_must_be_refused_with_413(SimulatorApi api)
    {
        var small = Zipped(Padded(api, 20_000));
        small.Length.ShouldBeLessThan(2048);
        (await RefusedAsync(api, new ByteArrayContent(small) { Headers = { ContentEncoding = { "gzip" } } })).ShouldBe((HttpStatusCode.RequestEntityTooLarge, TooLarge[api]));
    }

    [Theory]
    [EachFormat]
    public async Task A_body_of_just_the_limit_must_pass(SimulatorApi api)
    {
        var gateway = await StartAsync(Limits);
        (await gateway.AskAsync(api, Encoding.UTF8.GetString(Padded(api, 2048)))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(SimulatorApi.Messages, "messages", 4, "limits.messages")]
    [InlineData(SimulatorApi.ChatCompletions, "messages", 4, "limits.messages")]
    [InlineData(SimulatorApi.Responses, "input", 4, "limits.messages")]
    [InlineData(SimulatorApi.Messages, "tools", 3, "limits.tools")]
    [InlineData(SimulatorApi.ChatCompletions, "tools", 3, "limits.tools")]
    [InlineData(SimulatorApi.Responses, "tools", 3, "limits.tools")]
    public async Task Too_many_messages_or_tools_must_be_refused_with_400_and_the_limits_name(SimulatorApi api, string list, int count, string setting)
    {
        var items = string.Join(',', Enumerable.Repeat("{}", count));
        var error = await ErrorAsync(api, $$"""{"model":"m","{{list}}":[{{items}}]}""");
        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        error.Message.ShouldContain($"luthien.{setting}");
    }

    [Theory]
    [EachFormat]
    public async Task A_body_that_nests_too_deep_must_be_refused_with_400_and_the_limits_name(SimulatorApi api)
    {
        var error = await ErrorAsync(api, Asking.Body(api, more: ",\"deep\":[[[[[[[[[1]]]]]]]]]"));
        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        error.Message.ShouldContain("luthien.limits.depth");
    }

    [Theory]
    [InlineData("/v1/messages/count_tokens")]
    public async Task Token_counts_must_have_the_same_limits(string path)
    {
        var gateway = await StartAsync(Limits);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Padded(SimulatorApi.Messages, 2049)) };
        request.Headers.Add("x-api-key", "own");
        (await gateway.AskAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Theory]
    [EachFormat]
    public async Task One_call_more_than_may_run_must_be_refused_with_503(SimulatorApi api)
    {
        using var gate = new StreamGate();
        Upstream.Answers.Then(ScriptedAnswer.Says("held") with { Pacing = new Pacing { Gate = gate } });
        var gateway = await StartAsync("luthien.server.max-calls = 1");
        var running = gateway.AskAsync(api, Asking.Body(api, stream: true));
        await Upstream.NextCallAsync();

        var error = await ClientError.ReadAsync(await gateway.AskAsync(api), api);

        error.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        error.Message.ShouldContain("server.max-calls");
        gate.Open();
        (await running).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    async Task<(HttpStatusCode Status, string? Type)> RefusedAsync(SimulatorApi api, HttpContent content)
    {
        var gateway = await StartAsync(Limits);
        var request = Asking.Request(api);
        request.Content = content;
        var error = await ClientError.ReadAsync(await gateway.AskAsync(request), api);
        error.Message.ShouldContain("limits.request-body");
        Upstream.Calls.ShouldBeEmpty();
        return (error.Status, error.Type);
    }

    async Task<ClientError> ErrorAsync(SimulatorApi api, string body)
    {
        var gateway = await StartAsync(Limits);
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api, body), api);
        Upstream.Calls.ShouldBeEmpty();
        return error;
    }

    static byte[] Padded(SimulatorApi api, int size)
    {
        var body = Asking.Body(api);
        return Encoding.UTF8.GetBytes(body[..^1] + new string(' ', size - body.Length) + "}");
    }

    static byte[] Zipped(byte[] bytes)
    {
        var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.SmallestSize))
            zip.Write(bytes);
        return zipped.ToArray();
    }

    /// <summary>A stream whose length nobody knows is sent in chunks.</summary>
    sealed class Unseekable(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
