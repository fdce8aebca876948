using System.IO.Compression;
using System.Net;
using System.Text;

namespace LuthienProxy.Host.Tests.Endpoints;

/// <summary>The request's body reaches the upstream byte for byte.</summary>
public sealed class BodySpec : GatewaySpec
{
    static readonly string Deep = string.Concat(Enumerable.Repeat("{\"a\":[", 150)) + string.Concat(Enumerable.Repeat("]}", 150));

    static readonly string[] Oddities =
    [
        ",\"nobody_knows_this\":{\"b\":1,\"a\":[null,true]}",
        ",\"n\":12345678901234567890,\"e\":1e-7,\"f\":1.0,\"g\":-0,\"h\":1E400",
        $",\"deep\":{Deep}",
        ",\"half\":\"\\ud83d\",\"other\":\"\\udc00x\",\"slash\":\"\\/\",\"u\":\"\\u00e9é\"",
        ",\"twice\":1,\"twice\":2",
        "  ,\n\t\"spaced\" :  [ 1 ,\r\n 2 ]  ",
    ];

    static readonly Dictionary<SimulatorApi, string> Flags = new()
    {
        [SimulatorApi.Messages] = ",\"thinking\":{\"type\":\"adaptive\",\"budget_tokens\":1024,\"display\":\"omitted\"},\"output_config\":{\"effort\":\"high\"}",
        [SimulatorApi.ChatCompletions] = ",\"reasoning_effort\":\"xhigh\",\"verbosity\":\"low\",\"thinking\":{\"type\":\"disabled\"}",
        [SimulatorApi.Responses] = ",\"reasoning\":{\"effort\":\"none\",\"summary\":\"auto\",\"context\":\"x\"},\"text\":{\"verbosity\":\"low\"},\"include\":[\"reasoning.encrypted_content\"]",
    };

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "H9")]
    [Trait("Spec", "H10")]
    [Trait("Spec", "A15")]
    public async Task It_must_arrive_as_it_was_sent_whatever_it_holds(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        foreach (var oddity in Oddities)
        {
            var body = Asking.Body(api, stream, more: oddity);
            (await gateway.AskAsync(api, body)).StatusCode.ShouldBe(HttpStatusCode.OK, oddity);
            Encoding.UTF8.GetString((await Upstream.NextCallAsync()).Request.Body.Span).ShouldBe(body);
        }
    }

    [Theory]
    [EachFormat(Streaming = true)]
    [Trait("Spec", "000-23")]
    [Trait("Spec", "I-44")]
    public async Task Flags_of_thinking_verbosity_and_reasoning_must_arrive_unchanged(SimulatorApi api, bool stream)
    {
        var gateway = await StartAsync();
        var body = Asking.Body(api, stream, more: Flags[api]);
        await gateway.AskAsync(api, body);
        Encoding.UTF8.GetString((await Upstream.NextCallAsync()).Request.Body.Span).ShouldBe(body);
    }

    [Theory]
    [EachFormat]
    [Trait("Spec", "000-23")]
    public async Task A_combination_that_the_provider_refuses_must_reach_the_client_with_the_providers_reason(SimulatorApi api)
    {
        Upstream.Answers.Then(ScriptedAnswer.Fails(400, "thinking.budget_tokens must be less than max_tokens"));
        var gateway = await StartAsync();
        var error = await ClientError.ReadAsync(await gateway.AskAsync(api, Asking.Body(api, more: Flags[api])), api);
        error.Status.ShouldBe(HttpStatusCode.BadRequest);
        error.Message.ShouldContain("thinking.budget_tokens");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task A_compressed_body_must_arrive_decoded_and_say_so(string encoding)
    {
        var gateway = await StartAsync();
        var body = Asking.Body(SimulatorApi.Responses);
        var request = Asking.Request(SimulatorApi.Responses);
        request.Content = new ByteArrayContent(Compressed(encoding, body)) { Headers = { ContentEncoding = { encoding } } };
        (await gateway.AskAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var seen = (await Upstream.NextCallAsync()).Request;
        Encoding.UTF8.GetString(seen.Body.Span).ShouldBe(body);
        seen.Headers.Keys.ShouldNotContain("content-encoding");
        seen.Headers["content-length"].ShouldBe($"{body.Length}");
    }

    [Theory]
    [InlineData("zstd", "zstd")]
    [InlineData("gzip", "not gzip at all")]
    public async Task A_body_that_cannot_be_decoded_must_be_refused(string encoding, string body)
    {
        var gateway = await StartAsync();
        var request = Asking.Request(SimulatorApi.Messages);
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentEncoding = { encoding } } };
        (await ClientError.ReadAsync(await gateway.AskAsync(request), SimulatorApi.Messages)).Status.ShouldBe(HttpStatusCode.BadRequest);
        Upstream.Calls.ShouldBeEmpty();
    }

    [Theory]
    [EachFormat]
    public async Task A_body_that_is_no_request_must_be_refused_without_asking_the_upstream(SimulatorApi api)
    {
        var gateway = await StartAsync();
        foreach (var body in (string[])["", "[]", "{", "{\"model\":\"m\"", "{\"model\":7}", "{\"stream\":true}", "\"text\""])
            (await ClientError.ReadAsync(await gateway.AskAsync(api, body), api)).Status.ShouldBe(HttpStatusCode.BadRequest, body);
        Upstream.Calls.ShouldBeEmpty();
    }

    static byte[] Compressed(string encoding, string text)
    {
        var bytes = new MemoryStream();
        using (Stream compressing = encoding switch
        {
            "gzip" => new GZipStream(bytes, CompressionLevel.Fastest),
            "br" => new BrotliStream(bytes, CompressionLevel.Fastest),
            _ => new ZLibStream(bytes, CompressionLevel.Fastest),
        })
            compressing.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }
}
