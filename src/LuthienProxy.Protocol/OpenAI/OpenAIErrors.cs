using System.Buffers;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.OpenAI;

/// <summary>
/// OpenAI's error envelope, <c>{"error":{"message","type","param","code"}}</c>, which Chat Completions and Responses share (protocols.md, table 6.4).
/// </summary>
static class OpenAIErrors
{
    /// <summary>The error before an answer began: the status and the envelope.</summary>
    public static HttpError Encode(GatewayError error)
    {
        var body = new ArrayBufferWriter<byte>(256);
        WriteEnvelope(body, error);
        return new(Status(error.Kind), body.WrittenMemory);
    }

    /// <summary>Writes the envelope.</summary>
    public static void WriteEnvelope(IBufferWriter<byte> output, GatewayError error)
    {
        output.Write("{\"error\":"u8);
        WriteError(output, error);
        output.Write("}"u8);
    }

    /// <summary>Writes the inner object.</summary>
    public static void WriteError(IBufferWriter<byte> output, GatewayError error)
    {
        output.Write("{\"message\":"u8);
        JsonText.WriteValue(output, error.Message);
        output.Write(",\"type\":"u8);
        JsonText.WriteValue(output, Type(error));
        output.Write(",\"param\":"u8);
        JsonText.WriteValue(output, error.Param);
        output.Write(",\"code\":"u8);
        JsonText.WriteValue(output, Code(error));
        output.Write("}"u8);
    }

    /// <summary>The HTTP status that OpenAI's clients know for this kind.</summary>
    public static int Status(ErrorKind kind) => ErrorStatus.Of(kind, overloaded: 503);

    /// <summary>The envelope's <c>type</c>.</summary>
    public static string Type(GatewayError error) => error.Kind switch
    {
        ErrorKind.RateLimited => error.Code == "insufficient_quota" ? "insufficient_quota" : "requests",
        ErrorKind.Upstream or ErrorKind.Unavailable or ErrorKind.Timeout or ErrorKind.Internal or ErrorKind.Overloaded => "server_error",
        _ => "invalid_request_error",
    };

    /// <summary>The envelope's <c>code</c>: the error's own, else OpenAI's word for its kind; null where OpenAI has none.</summary>
    public static string? Code(GatewayError error) => error.Code ?? error.Kind switch
    {
        ErrorKind.Authentication => "invalid_api_key",
        ErrorKind.Permission => "permission_denied",
        ErrorKind.NotFound when error.Param == "model" => "model_not_found",
        ErrorKind.TooLarge => "request_too_large",
        ErrorKind.RateLimited => "rate_limit_exceeded",
        ErrorKind.Upstream => "upstream_error",
        ErrorKind.Unavailable => "service_unavailable",
        ErrorKind.Timeout => "upstream_timeout",
        ErrorKind.Internal => "internal_error",
        ErrorKind.Overloaded => "server_is_overloaded",
        // A code Codex shows at once instead of trying again (protocols.md, section 2).
        ErrorKind.Blocked => "content_policy_violation",
        _ => null,
    };
}
