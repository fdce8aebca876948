using System.Net;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>A browser that is signed in: its cookie, and what it must send with changes.</summary>
/// <param name="Cookie">Name and value.</param>
/// <param name="Csrf">The session's token.</param>
/// <param name="ExpiresAt">When the session is over at the latest.</param>
public sealed record SignedIn(string Cookie, string Csrf, DateTimeOffset ExpiresAt)
{
    /// <summary>Signs in with the admin key.</summary>
    public static async Task<SignedIn> AtAsync(HttpClient client, Uri address)
    {
        using var request = Tries(address);
        using var response = await client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var cookie = CookieOf(response).ShouldNotBeNull();
        using var asked = await client.SendAsync(Request(address, "/api/session", cookie));
        asked.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var json = JsonDocument.Parse(await asked.Content.ReadAsByteArrayAsync());
        return new(cookie, json.RootElement.GetProperty("csrf").GetString()!, json.RootElement.GetProperty("expires_at").GetDateTimeOffset());
    }

    public static Task<SignedIn> AtAsync(TestGateway gateway) => AtAsync(gateway.Client, gateway.Address);

    /// <summary>The request that signs in.</summary>
    public static HttpRequestMessage Tries(Uri address, string key = AdminAsking.Key, params (string Name, string Value)[] headers) =>
        TriesBody(address, JsonSerializer.Serialize(new Dictionary<string, string> { ["key"] = key }), headers);

    public static HttpRequestMessage TriesBody(Uri address, string body, params (string Name, string Value)[] headers)
    {
        var request = Request(address, "/api/session", null, HttpMethod.Post, headers);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    /// <summary>A request as this browser sends it, the token included where something is changed.</summary>
    public HttpRequestMessage Request(Uri address, string path, HttpMethod? method = null, params (string Name, string Value)[] headers) =>
        Request(address, path, Cookie, method, method is null || method == HttpMethod.Get ? headers : [("X-Luthien-CSRF", Csrf), .. headers]);

    /// <summary>A request with a cookie and no token.</summary>
    public static HttpRequestMessage Request(Uri address, string path, string? cookie, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(address, path));
        if (cookie is not null)
            request.Headers.TryAddWithoutValidation("Cookie", cookie);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <summary>The cookie that an answer sets, without its attributes; null for none.</summary>
    public static string? CookieOf(HttpResponseMessage response) => response.Headers.TryGetValues("Set-Cookie", out var values) ? values.Single().Split(';')[0] : null;
}
