using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace LuthienProxy.Fixtures.Gateway;

/// <summary>A gateway's administrator: uses its admin API with the key that the gateway was started with. Thread-safe.</summary>
public sealed class GatewayAdmin : IDisposable
{
    /// <summary>The key; a gateway has it from <see cref="Variable"/>.</summary>
    public const string Key = "admin-key-of-the-test";

    readonly HttpClient _http;

    /// <summary>The administrator of the gateway at this address.</summary>
    public GatewayAdmin(Uri address)
    {
        _http = new HttpClient { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Key);
    }

    /// <summary>The environment variable that gives a gateway the key.</summary>
    public static KeyValuePair<string, string> Variable { get; } = new("ADMIN_API_KEY", Key);

    /// <summary>Makes policies and has them used by every call from now on.</summary>
    /// <param name="definition">The body of <c>POST /admin/policy/enable</c>.</param>
    /// <exception cref="InvalidOperationException">The gateway refused them; the message holds what it said.</exception>
    public async Task EnableAsync(string definition)
    {
        using var body = new StringContent(definition, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri("/admin/policy/enable", UriKind.Relative), body);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException($"{response.StatusCode} for {definition}\n{await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>What the admin API says under a path.</summary>
    public async Task<JsonElement> ReadAsync(string path) => JsonElement.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
