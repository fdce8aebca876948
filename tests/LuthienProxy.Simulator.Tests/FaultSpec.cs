using System.IO.Compression;
using System.Text;

namespace LuthienProxy.Simulator.Tests;

/// <summary>Each fault as a client without any leniency sees it, in all formats.</summary>
public sealed class FaultSpec : IAsyncLifetime
{
    const string Terminators = "message_stop|[DONE]|response.completed";

    SimulatorServer _server = null!;

    public async Task InitializeAsync() => _server = await SimulatorServer.StartAsync(new SimulatedProvider());

    public async Task DisposeAsync() => await _server.DisposeAsync();

    public static TheoryData<SimulatorApi, bool> Forms => new()
    {
        { SimulatorApi.ChatCompletions, true }, { SimulatorApi.ChatCompletions, false },
        { SimulatorApi.Responses, true }, { SimulatorApi.Responses, false },
        { SimulatorApi.Messages, true }, { SimulatorApi.Messages, false },
    };

    public static TheoryData<SimulatorApi> Formats => [.. Enum.GetValues<SimulatorApi>()];

    Task<RawSocket.Seen> See(SimulatorApi api, bool stream, string fault) => RawSocket.AskAsync(_server.Address, api, stream, "sim/text?deltas=6&size=5&fault=" + fault);

    static bool IsEnded(string text) => Terminators.Split('|').Any(text.Contains);

    [Fact]
    public void The_catalogue_must_list_each_fault_once_in_order()
    {
        FaultCatalogue.All.Select(f => f.Kind).ShouldBe(Enum.GetValues<FaultKind>());
        FaultCatalogue.All.Select(f => f.Name).Distinct().Count().ShouldBe(FaultCatalogue.All.Length);
        FaultCatalogue.All.ShouldAllBe(f => FaultCatalogue.Find(f.Name) == f && f.Scope != FaultScope.None && f.Sentence.EndsWith('.'));
        FaultCatalogue.Cells.Count().ShouldBe(FaultCatalogue.All.Length * 6);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_reset_before_headers_must_be_an_RST_without_a_byte(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "reset-before-headers");
        seen.End.ShouldBe(RawSocket.End.Reset);
        seen.Bytes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_close_before_headers_must_be_a_FIN_without_a_byte(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "close-before-headers");
        seen.End.ShouldBe(RawSocket.End.Fin);
        seen.Bytes.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_reset_in_mid_stream_must_be_an_RST_after_part_of_the_answer(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "reset-mid-stream");
        seen.End.ShouldBe(RawSocket.End.Reset);
        IsEnded(seen.Text).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_close_in_mid_stream_must_be_a_FIN_without_the_end_of_the_HTTP_body(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "close-mid-stream");
        seen.End.ShouldBe(RawSocket.End.Fin);
        seen.Text.ShouldStartWith("HTTP/1.1 200 OK");
        seen.Text.EndsWith("0\r\n\r\n", StringComparison.Ordinal).ShouldBeFalse();
        IsEnded(seen.Text).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_cut_must_end_the_HTTP_body_cleanly_without_the_terminator(SimulatorApi api)
    {
        foreach (var fault in new[] { "cut-mid-stream", "cut-inside-event", "cut-before-first-event", "missing-terminator" })
        {
            var seen = await See(api, stream: true, fault);
            seen.Text.ShouldEndWith("0\r\n\r\n");
            IsEnded(seen.Text).ShouldBeFalse();
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task A_truncated_body_must_end_cleanly_after_half_of_the_JSON(SimulatorApi api)
    {
        var seen = await See(api, stream: false, "truncated-body");
        seen.Text.ShouldEndWith("0\r\n\r\n");
        seen.Text.ShouldNotContain("}\r\n0\r\n\r\n");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Tiny_writes_must_arrive_as_the_same_answer(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "tiny-writes");
        seen.Text.ShouldContain(stream ? "\r\n7\r\n" : "content-length", Case.Insensitive);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Error_statuses_must_have_the_formats_envelope(SimulatorApi api, bool stream)
    {
        (await See(api, stream, "rate-limited&retry_after=7")).Text.ShouldContain("retry-after: 7", Case.Insensitive);
        (await See(api, stream, "error-status&status=402")).Text.ShouldStartWith("HTTP/1.1 402 ");
        (await See(api, stream, "overloaded")).Text.ShouldContain(api == SimulatorApi.Messages ? "529" : "503");
        (await See(api, stream, "html-bad-gateway")).Text.ShouldContain("502 Bad Gateway");
        (await See(api, stream, "error-status")).Text.ShouldContain(api == SimulatorApi.Messages ? "\"type\":\"api_error\"" : "\"type\":\"server_error\"");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bodies_that_are_no_answer_must_come_with_status_200(SimulatorApi api, bool stream)
    {
        (await See(api, stream, "html-page")).Text.ShouldContain("<!doctype html>");
        (await See(api, stream, "empty-body")).Text.ShouldEndWith("\r\n\r\n");
        (await See(api, stream, "wrong-content-type")).Text.ShouldContain("text/plain");
        (await See(api, stream, "wrong-content-type")).Text.ShouldStartWith("HTTP/1.1 200 OK");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_gzipped_answer_must_be_the_same_answer(SimulatorApi api, bool stream)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        using var response = await client.SendAsync(Asking.Request(api, stream, "sim/text?deltas=6&fault=gzip"), HttpCompletionOption.ResponseHeadersRead);
        response.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        await using var plain = new GZipStream(await response.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        (await reader.ReadToEndAsync()).ShouldContain(api == SimulatorApi.ChatCompletions ? "\"finish_reason\":\"stop\"" : stream ? "event: " : "\"role\":\"assistant\"");
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Bytes_that_are_not_UTF_8_must_stand_in_the_text(SimulatorApi api, bool stream)
    {
        var seen = await See(api, stream, "non-utf8");
        seen.Bytes.AsSpan().IndexOf(new byte[] { 0xFF, 0xFE, 0x80 }).ShouldBeGreaterThan(0);
        seen.End.ShouldBe(RawSocket.End.Fin);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task A_giant_event_must_be_as_large_as_asked(SimulatorApi api, bool stream) =>
        (await See(api, stream, "giant-event&bytes=3000000")).Bytes.Length.ShouldBeGreaterThan(3_000_000);

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Odd_framing_must_parse_to_the_same_events(SimulatorApi api)
    {
        var plain = SseLines.Parse(await Fetch(api, ""));
        foreach (var fault in new[] { "crlf", "carriage-returns", "comments", "byte-order-mark", "several-data-lines", "tiny-writes", "wrong-content-type" })
            SseLines.Parse(await Fetch(api, "&fault=" + fault)).Count.ShouldBe(plain.Count, fault);
        SseLines.Parse(await Fetch(api, "&fault=missing-final-blank-line")).Count.ShouldBe(plain.Count - 1);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Wrong_order_must_keep_every_event(SimulatorApi api)
    {
        var plain = SseLines.Parse(await Fetch(api, ""));
        SseLines.Parse(await Fetch(api, "&fault=delta-before-start"))[0].Data.ShouldContain("the q");
        SseLines.Parse(await Fetch(api, "&fault=delta-after-stop"))[^2].Name.ShouldBe(plain.First(e => e.Data.Contains("the q")).Name);
        SseLines.Parse(await Fetch(api, "&fault=event-after-end")).Count.ShouldBe(plain.Count + 1);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_error_event_must_end_the_stream(SimulatorApi api)
    {
        SseLines.Parse(await Fetch(api, "&fault=error-event-mid-stream"))[^1].Data.ShouldContain("simulated failure");
        (await Fetch(api, "&fault=error-event-first")).Length.ShouldBeLessThan((await Fetch(api, "")).Length);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Malformed_JSON_must_not_parse(SimulatorApi api, bool stream)
    {
        var text = Encoding.UTF8.GetString(await Fetch(api, "&fault=malformed-json", stream));
        var data = stream ? SseLines.Parse(text).First(e => e.Data.Contains("the q")).Data : text;
        Should.Throw<System.Text.Json.JsonException>(() => System.Text.Json.Nodes.JsonNode.Parse(data));
    }

    async Task<byte[]> Fetch(SimulatorApi api, string more, bool stream = true)
    {
        using var client = new HttpClient { BaseAddress = _server.Address };
        using var response = await client.SendAsync(Asking.Request(api, stream, "sim/text?deltas=6&size=5" + more));
        return await response.Content.ReadAsByteArrayAsync();
    }
}
