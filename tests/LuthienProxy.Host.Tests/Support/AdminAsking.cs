using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>How the tests ask the admin API.</summary>
public static class AdminAsking
{
    public const string Key = "admin-key-of-the-tests";

    /// <summary>The variable that makes <see cref="Key"/> the admin key.</summary>
    public static (string Name, string Value) Variable => ("ADMIN_API_KEY", Key);

    /// <summary>Asks with the admin key; the path goes out as it is written.</summary>
    public static Task<HttpResponseMessage> AdminAsync(this TestGateway gateway, string path, HttpMethod? method = null, string? authorization = "Bearer " + Key) =>
        gateway.AskAsync(Request(gateway.Address, path, method, authorization));

    /// <summary>A request whose path goes out as it is written.</summary>
    public static HttpRequestMessage Request(Uri address, string path, HttpMethod? method, string? authorization)
    {
        var url = new Uri(address.ToString().TrimEnd('/') + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, url);
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        return request;
    }

    /// <summary>Reads problem details and insists on their form (RFC 9457).</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string type)
    {
        response.StatusCode.ShouldBe(status);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var problem = json.RootElement.Clone();
        problem.GetProperty("type").GetString().ShouldBe("urn:luthien:problem:" + type);
        problem.GetProperty("status").GetInt32().ShouldBe((int)status);
        problem.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        problem.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return problem;
    }

    /// <summary>What the admin API says to this path, as JSON.</summary>
    public static async Task<JsonElement> ReadAsync(this TestGateway gateway, string path)
    {
        using var response = await gateway.AdminAsync(path);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    /// <summary>Asks until the answer is as a test waits for it.</summary>
    public static async Task<JsonElement> UntilAsync(this TestGateway gateway, string path, Func<JsonElement, bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (; ; await pause.WaitForNextTickAsync(patience.Token))
        {
            var answer = await gateway.ReadAsync(path);
            if (holds(answer))
                return answer;
        }
    }

    /// <summary>Waits until a call is no longer on record.</summary>
    public static async Task GoneAsync(this TestGateway gateway, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var response = await gateway.AdminAsync($"/debug/calls/{id}");
            if (response.StatusCode == HttpStatusCode.NotFound)
                return;
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }

    /// <summary>The call once its end is on record: recording does not make the client wait.</summary>
    public static async Task<JsonElement> EndedAsync(this TestGateway gateway, string id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var response = await gateway.AdminAsync($"/debug/calls/{id}");
            using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(patience.Token));
            if (json.RootElement.TryGetProperty("call", out var call) && call.GetProperty("state").GetString() != "open")
                return json.RootElement.Clone();
            await pause.WaitForNextTickAsync(patience.Token);
        }
    }
}
