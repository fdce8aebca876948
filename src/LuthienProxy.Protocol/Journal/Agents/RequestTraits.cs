using System.Runtime.InteropServices;
using System.Text.Json;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Journal.Agents;

/// <summary>What one pass over a request's own fields tells about its purpose. <c>default</c>: nothing.</summary>
/// <param name="SessionId">The session that <c>metadata</c> or <c>prompt_cache_key</c> names.</param>
/// <param name="WantsTitle">Whether the answer must be an object that holds a title and nothing else.</param>
/// <param name="WantsOneToken">Whether the answer may have one token.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct RequestTraits(string? SessionId, bool WantsTitle, bool WantsOneToken)
{
    /// <summary>Errands ask with one message, at most with a few.</summary>
    public const int MostErrandMessages = 4;

    /// <summary>The largest body that is read for its traits; beyond, a call is a turn, and its session is what the headers say.</summary>
    public const int MaxBody = 1024 * 1024;

    const int MaxDepth = 512;

    /// <summary>Reads a body; what is not JSON, or too large, has no traits.</summary>
    public static RequestTraits Read(ReadOnlySpan<byte> body, bool mayBeErrand)
    {
        // Without these names there is nothing to find; a vectorised look is far cheaper than the pass. A name inside a text is escaped, hence not found.
        if (body.Length is 0 or > MaxBody || !(mayBeErrand || body.IndexOf("\"metadata\""u8) >= 0 || body.IndexOf("\"prompt_cache_key\""u8) >= 0))
            return default;
        try
        {
            return ReadObject(new(body, new JsonReaderOptions { MaxDepth = MaxDepth }));
        }
        catch (JsonException)
        {
            // It was refused already, or will be.
            return default;
        }
    }

    static RequestTraits ReadObject(Utf8JsonReader reader)
    {
        var found = default(RequestTraits);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return found;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            found = ReadField(found, ref reader);
        return found;
    }

    static RequestTraits ReadField(RequestTraits found, ref Utf8JsonReader reader)
    {
        var isBudget = reader.Is("max_tokens"u8) || reader.Is("max_completion_tokens"u8) || reader.Is("max_output_tokens"u8);
        var isMetadata = reader.Is("metadata"u8);
        var isCacheKey = reader.Is("prompt_cache_key"u8);
        var isFormat = reader.Is("output_config"u8) || reader.Is("response_format"u8) || reader.Is("text"u8);
        reader.Read();
        if (isBudget)
            found = found with { WantsOneToken = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var budget) && budget == 1 };
        // Codex's key is its thread; another application's may be one word for all of its users.
        else if (isCacheKey && reader.AsText() is { } key && Guid.TryParseExact(key, "D", out _))
            found = found with { SessionId = found.SessionId ?? key };
        else if (isMetadata && reader.TokenType == JsonTokenType.StartObject)
            return found with { SessionId = MetadataSession.Of(JsonElement.ParseValue(ref reader)) ?? found.SessionId };
        else if (isFormat && reader.TokenType == JsonTokenType.StartObject)
            return found with { WantsTitle = found.WantsTitle || IsTitleOnly(JsonElement.ParseValue(ref reader)) };
        reader.Skip();
        return found;
    }

    // The schema stands in output_config.format (Anthropic), response_format.json_schema (Chat) or text.format (Responses).
    static bool IsTitleOnly(JsonElement config)
    {
        var format = config.Field("format"u8) is { ValueKind: JsonValueKind.Object } inner ? inner : config;
        var holder = format.Field("json_schema"u8) is { ValueKind: JsonValueKind.Object } named ? named : format;
        var properties = holder.Field("schema"u8).Field("properties"u8);
        return properties.ValueKind == JsonValueKind.Object && properties.GetPropertyCount() == 1 && properties.Field("title"u8).ValueKind == JsonValueKind.Object;
    }
}
