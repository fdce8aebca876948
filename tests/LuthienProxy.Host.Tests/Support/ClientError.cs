using System.Net;
using System.Text.Json;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>An error as a client of a format reads it (protocols.md, table 6.4).</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Type">Anthropic's <c>error.type</c>, or OpenAI's <c>error.code</c>, else its <c>error.type</c>.</param>
/// <param name="Message">What a person reads.</param>
public sealed record ClientError(HttpStatusCode Status, string? Type, string Message)
{
    /// <summary>Reads it and insists on the form of the format.</summary>
    public static async Task<ClientError> ReadAsync(HttpResponseMessage response, SimulatorApi api)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        using var json = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        return api == SimulatorApi.Messages ? Anthropic(response.StatusCode, json.RootElement) : OpenAI(response.StatusCode, json.RootElement);
    }

    static ClientError Anthropic(HttpStatusCode status, JsonElement root)
    {
        root.GetProperty("type").GetString().ShouldBe("error");
        root.GetProperty("request_id").GetString().ShouldNotBeNullOrEmpty();
        var error = root.GetProperty("error");
        return new(status, error.GetProperty("type").GetString(), error.GetProperty("message").GetString()!);
    }

    static ClientError OpenAI(HttpStatusCode status, JsonElement root)
    {
        var error = root.GetProperty("error");
        error.TryGetProperty("param", out _).ShouldBeTrue();
        return new(status, error.GetProperty("code").GetString() ?? error.GetProperty("type").GetString(), error.GetProperty("message").GetString()!);
    }
}
