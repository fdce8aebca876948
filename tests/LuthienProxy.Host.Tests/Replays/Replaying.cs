using System.Net;
using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>How the tests replay recorded calls.</summary>
static class Replaying
{
    public const string Path = "/api/policy/replay";

    /// <summary>Sends a body and returns with the head.</summary>
    public static Task<HttpResponseMessage> ReplayAsync(this TestGateway gateway, string body, string query = "", CancellationToken cancellation = default)
    {
        var request = AdminAsking.Request(gateway.Address, Path + query, HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return gateway.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Replays what must succeed; everything that has been said is on record first.</summary>
    public static async Task<Replayed> ReplayedAsync(this TestGateway gateway, string body, string query = "")
    {
        await gateway.AllRecordedAsync();
        using var response = await gateway.ReplayAsync(body, query);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => JsonElement.Parse(line)).ToList();
        lines[..^1].ShouldAllBe(line => line.GetProperty("summary").ValueKind == JsonValueKind.Null);
        return new([.. lines[..^1].Select(static line => line.GetProperty("entry"))], lines[^1].GetProperty("summary"));
    }

    /// <summary>Waits until every call that has ended is on record, by way of the spool too.</summary>
    public static async Task AllRecordedAsync(this TestGateway gateway)
    {
        await gateway.App.Services.GetRequiredService<Gateway>().RecordedAsync();
        await gateway.UntilAsync("/debug/calls?state=open&limit=1", static open => open.GetProperty("calls").GetArrayLength() == 0);
    }

    /// <summary>Asks, reads the answer to its end, and gives the call's id.</summary>
    public static async Task<string> SaidAsync(this TestGateway gateway, SimulatorApi api, bool stream = false, string more = "")
    {
        using var response = await gateway.AskAsync(api, Asking.Body(api, stream, more: more));
        await response.Content.ReadAsByteArrayAsync();
        return response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
    }

    public static string Text(this JsonElement entry, string name) => entry.GetProperty(name).GetString()!;

    /// <summary>What was decided, as <c>policy: verdict</c>.</summary>
    public static string[] Decided(this JsonElement entry, string side = "decisions") =>
        [.. entry.GetProperty(side).EnumerateArray().Select(static one => $"{one.Text("policy")}: {one.Text("verdict")}")];

    public static string[] Gaps(this JsonElement entry) => [.. entry.GetProperty("gaps").EnumerateArray().Select(static gap => gap.GetString()!)];
}
