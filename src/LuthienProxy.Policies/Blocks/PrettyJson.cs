using System.Text.Encodings.Web;
using System.Text.Json;

namespace LuthienProxy.Policies.Blocks;

/// <summary>JSON as a person reads it.</summary>
static class PrettyJson
{
    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, MaxDepth = MaxDepth, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    const int MaxDepth = 512;

    /// <summary>The JSON indented; text that is none, or is nested too deep to be read, as it is.</summary>
    public static (string Text, bool IsJson) Of(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = MaxDepth });
            return (JsonSerializer.Serialize(document.RootElement, Indented), true);
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // Broken JSON, or half a character in an escape: shown raw (I-36).
            return (json, false);
        }
    }
}
