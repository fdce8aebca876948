using System.Text.Json;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Publishing;

/// <summary>What each kind of event says, beyond what all say. A member that is not known is left out.</summary>
static class EventMembers
{
    // Spelled as the admin API spells it, which names its members by the same rule.
    static readonly JsonEncodedText StopReason = JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(nameof(CallEnded.StopReason)));

    public static void Write(Utf8JsonWriter json, ActivityEvent happened)
    {
        switch (happened)
        {
            case CallProgressed progressed: WriteProgress(json, progressed); break;
            case CallOpened opened: WriteOpened(json, opened); break;
            case CallMoved moved: json.WriteString("state"u8, EventWords.Of(moved.State)); break;
            case CallAnswered answered: json.WriteNumber("after_ms"u8, answered.AfterMs); break;
            case CallDecided decided: WriteDecided(json, decided); break;
            case CallEnded ended: WriteEnded(json, ended); break;
            case PolicyActivated activated: WriteActivated(json, activated); break;
            case DependencyChanged changed: WriteDependency(json, changed); break;
            case PeerChanged changed: json.WriteString("peer"u8, changed.Peer); break;
            case NodeChanged: break;
            default: throw new ArgumentException($"{happened.GetType()} is not in the catalogue.", nameof(happened));
        }
    }

    static void WriteOpened(Utf8JsonWriter json, CallOpened opened)
    {
        json.WriteString("format"u8, opened.Format);
        json.WriteString("kind"u8, CallKindWords.Of(opened.Kind));
        json.WriteBoolean("is_stream"u8, opened.IsStream);
        json.WriteString("path"u8, opened.Path);
        if (opened.Policy is not { } policy)
            return;
        json.WriteStartObject("policy"u8);
        json.WriteString("name"u8, policy.Name);
        json.WriteNumber("version"u8, policy.Version);
        json.WriteBoolean("is_override"u8, policy.IsOverride);
        json.WriteEndObject();
    }

    static void WriteProgress(Utf8JsonWriter json, CallProgressed progressed)
    {
        json.WriteNumber("bytes"u8, progressed.Bytes);
        json.WriteNumber("deltas"u8, progressed.Deltas);
        json.WriteNumber("elapsed_ms"u8, progressed.ElapsedMs);
    }

    static void WriteDecided(Utf8JsonWriter json, CallDecided decided)
    {
        json.WriteString("policy"u8, decided.Policy);
        json.WriteNumber("version"u8, decided.Version);
        json.WriteNumber("stage"u8, decided.Stage);
        json.WriteString("verdict"u8, EventWords.Of(decided.Verdict));
        json.WriteBoolean("is_shadow"u8, decided.IsShadow);
        Write(json, "reason"u8, decided.Reason);
        Write(json, "block"u8, decided.Block);
        Write(json, "probability"u8, decided.Probability);
        json.WriteNumber("took_ms"u8, decided.TookMs);
    }

    static void WriteEnded(Utf8JsonWriter json, CallEnded ended)
    {
        Write(json, "status"u8, ended.Status);
        json.WriteNumber("duration_ms"u8, ended.DurationMs);
        Write(json, "time_to_first_byte_ms"u8, ended.TimeToFirstByteMs);
        if (ended.Tokens is { } tokens)
            WriteTokens(json, tokens);
        Write(json, StopReason.EncodedUtf8Bytes, ended.StopReason);
        Write(json, "error_code"u8, ended.ErrorCode);
        Write(json, "error"u8, ended.Error);
        json.WriteNumber("bytes_delivered"u8, ended.BytesDelivered);
    }

    static void WriteTokens(Utf8JsonWriter json, TokenUsage tokens)
    {
        json.WriteStartObject("tokens"u8);
        Write(json, "input"u8, tokens.Input);
        Write(json, "output"u8, tokens.Output);
        Write(json, "cache_read"u8, tokens.CacheRead);
        Write(json, "cache_creation"u8, tokens.CacheCreation);
        Write(json, "reasoning"u8, tokens.Reasoning);
        json.WriteEndObject();
    }

    static void WriteActivated(Utf8JsonWriter json, PolicyActivated activated)
    {
        Write(json, "name"u8, activated.Name);
        Write(json, "version"u8, activated.Version);
        json.WriteString("by"u8, activated.By);
        json.WriteString("action"u8, activated.Action);
    }

    static void WriteDependency(Utf8JsonWriter json, DependencyChanged changed)
    {
        json.WriteString("dependency"u8, changed.Dependency);
        json.WriteString("state"u8, EventWords.Of(changed.State));
        Write(json, "detail"u8, changed.Detail);
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, long? value)
    {
        if (value is { } number)
            json.WriteNumber(name, number);
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<byte> name, double? value)
    {
        // What is no number has no JSON.
        if (value is { } number && double.IsFinite(number))
            json.WriteNumber(name, number);
    }
}
