using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Responses;

/// <summary>How an error is said once a Responses stream has begun, and how the provider's are read.</summary>
static class ResponsesErrors
{
    /// <summary>
    /// The <c>code</c> of <c>error</c> and <c>response.failed</c>. Codex shows <c>content_policy_violation</c> and <c>invalid_prompt</c> at once and tries
    /// again on any code it does not know (protocols.md, section 2): so what may pass is <c>server_error</c>, and what policy stopped is never retried.
    /// </summary>
    public static string CodeInStream(GatewayError error) => error.Kind switch
    {
        ErrorKind.Blocked => "content_policy_violation",
        ErrorKind.InvalidRequest or ErrorKind.TooLarge => error.Code ?? "invalid_prompt",
        ErrorKind.NotFound => error.Code ?? "model_not_found",
        ErrorKind.RateLimited => error.Code ?? "rate_limit_exceeded",
        _ => error.Code ?? "server_error",
    };

    /// <summary>The provider's own error of an <c>error</c> or <c>response.failed</c> frame, flat or nested.</summary>
    public static GatewayError Read(ResponsesFrame frame)
    {
        var at = frame.Response is { } response ? response.ErrorAt : frame.ObjectAt;
        var json = at.IsPresent ? JsonFields.Parse(at.In(frame.Data), ResponsesFrame.MaxDepth) : JsonFields.Parse(frame.Data, ResponsesFrame.MaxDepth);
        var code = json.TextField("code"u8);
        var message = json.TextField("message"u8);
        return new(KindOf(code), string.IsNullOrEmpty(message) ? "The provider ended the answer with an error." : message) { Code = code };
    }

    static ErrorKind KindOf(string? code) => code switch
    {
        "rate_limit_exceeded" or "insufficient_quota" => ErrorKind.RateLimited,
        "server_is_overloaded" => ErrorKind.Overloaded,
        "invalid_prompt" or "context_length_exceeded" => ErrorKind.InvalidRequest,
        "model_not_found" => ErrorKind.NotFound,
        _ => ErrorKind.Upstream,
    };
}
