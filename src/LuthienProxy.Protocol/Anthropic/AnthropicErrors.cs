using System.Buffers;
using System.Text.Json;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Anthropic's error envelope, <c>{"type":"error","error":{"type","message"},"request_id"}</c> (protocols.md, table 6.4).</summary>
static class AnthropicErrors
{
    /// <summary>An upstream's event that is no JSON object.</summary>
    public static readonly GatewayError Unreadable = new(ErrorKind.Upstream, "The upstream sent an event that is not valid JSON.");

    /// <summary>The error before an answer began: the status and the envelope.</summary>
    public static HttpError Encode(GatewayError error)
    {
        var body = new ArrayBufferWriter<byte>(256);
        Write(body, error);
        return new(ErrorStatus.Of(error.Kind, overloaded: 529), body.WrittenMemory);
    }

    /// <summary>Writes the envelope, which is also the data of an <c>error</c> event.</summary>
    public static void Write(IBufferWriter<byte> output, GatewayError error)
    {
        using var json = JsonText.CreateWriter(output);
        json.WriteStartObject();
        json.WriteString("type"u8, "error"u8);
        json.WriteStartObject("error"u8);
        json.WriteString("type"u8, Type(error.Kind));
        json.WritePropertyName("message"u8);
        json.WriteText(error.Message);
        json.WriteEndObject();
        if (error.TransactionId is { } id)
        {
            json.WritePropertyName("request_id"u8);
            json.WriteText(id);
        }
        json.WriteEndObject();
    }

    /// <summary>What a provider's envelope says.</summary>
    public static GatewayError Read(JsonElement envelope)
    {
        var error = envelope.Field("error"u8);
        var type = error.TextField("type"u8);
        var message = error.TextField("message"u8);
        return new(KindOf(type), string.IsNullOrEmpty(message) ? "The upstream reported an error." : message) { Code = type };
    }

    static string Type(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidRequest or ErrorKind.Blocked => "invalid_request_error",
        ErrorKind.Authentication => "authentication_error",
        ErrorKind.Permission => "permission_error",
        ErrorKind.NotFound => "not_found_error",
        ErrorKind.TooLarge => "request_too_large",
        ErrorKind.RateLimited => "rate_limit_error",
        ErrorKind.Timeout => "timeout_error",
        ErrorKind.Overloaded or ErrorKind.Unavailable => "overloaded_error",
        _ => "api_error",
    };

    static ErrorKind KindOf(string? type) => type switch
    {
        "invalid_request_error" or "billing_error" => ErrorKind.InvalidRequest,
        "authentication_error" => ErrorKind.Authentication,
        "permission_error" => ErrorKind.Permission,
        "not_found_error" => ErrorKind.NotFound,
        "request_too_large" => ErrorKind.TooLarge,
        "rate_limit_error" => ErrorKind.RateLimited,
        "timeout_error" => ErrorKind.Timeout,
        "overloaded_error" => ErrorKind.Overloaded,
        _ => ErrorKind.Upstream,
    };
}
