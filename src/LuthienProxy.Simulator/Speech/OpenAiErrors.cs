namespace LuthienProxy.Simulator.Speech;

/// <summary>OpenAI's error envelope, shared by its two formats.</summary>
static class OpenAiErrors
{
    public static string Body(ErrorAnswer error) => $$"""{"error":{{Object(error)}}}""";

    public static string Object(ErrorAnswer error) =>
        $$"""{"message":{{Json.Quote(error.Message)}},"type":{{Json.Quote(error.Type ?? TypeOf(error.Status))}},"param":{{Json.Quote(error.Param)}},"code":{{Json.Quote(error.Code ?? CodeOf(error.Status))}}}""";

    static string TypeOf(int status) => status switch
    {
        429 => "requests",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };

    static string? CodeOf(int status) => status switch
    {
        401 => "invalid_api_key",
        404 => "model_not_found",
        429 => "rate_limit_exceeded",
        503 => "server_is_overloaded",
        _ => null,
    };
}
