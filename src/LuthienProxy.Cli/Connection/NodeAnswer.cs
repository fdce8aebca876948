using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LuthienProxy.Cli.Connection;

/// <summary>What a path answered.</summary>
/// <param name="Status">The status of the answer.</param>
/// <param name="Body">Its JSON; undefined when it had none.</param>
sealed record NodeAnswer(HttpStatusCode Status, JsonElement Body)
{
    /// <summary>The body as one of <see cref="Answers.ApiAnswers"/>.</summary>
    /// <exception cref="PbmException">It is not of that form: the gateway is of another version.</exception>
    public T As<T>(JsonTypeInfo<T> type)
    {
        try
        {
            return Body.Deserialize(type) ?? throw new JsonException("null");
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            throw new PbmException(ExitCode.Failed, $"The gateway answers in a form that this pbm does not know: {cause.Message}", cause);
        }
    }

    /// <summary>Whether the gateway knows no such path.</summary>
    public bool IsNoSuchPath => Status == HttpStatusCode.NotFound && Text("type") is null or "urn:luthien:problem:no-such-path";

    /// <summary>What a refusal says, in one line.</summary>
    public string Complaint => Text("detail") ?? Text("title") ?? $"The gateway refused with status {(int)Status}.";

    string? Text(string name) =>
        Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Reads the answer to its end.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static async Task<NodeAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
        var isJson = response.Content.Headers.ContentType?.MediaType is { } type && type.EndsWith("json", StringComparison.OrdinalIgnoreCase);
        if (bytes.Length == 0 || (!isJson && !response.IsSuccessStatusCode))
            return new(response.StatusCode, default);
        using var document = JsonDocument.Parse(bytes);
        return new(response.StatusCode, document.RootElement.Clone());
    }
}
