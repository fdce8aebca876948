namespace LuthienProxy.Simulator.Speech.Responses;

/// <summary>The response object that the first and the last event and the plain body carry.</summary>
static class ResponsesObject
{
    public static string InProgress(Telling telling) => Of(telling, "in_progress", [], usage: "null");

    public static string Finished(Telling telling, IEnumerable<string> output)
    {
        var status = telling.Stop.Incomplete is null ? "completed" : "incomplete";
        return Of(telling, status, output, telling.Answer.Usage is null ? "null" : Usage(telling.Usage));
    }

    public static string Failed(Telling telling, IEnumerable<string> output, string code, string message) =>
        Of(telling, "failed", output, "null", $$"""{"code":{{Json.Quote(code)}},"message":{{Json.Quote(message)}}}""");

    static string Of(Telling telling, string status, IEnumerable<string> output, string usage, string error = "null")
    {
        var incomplete = status == "incomplete" ? $$"""{"reason":{{Json.Quote(telling.Stop.Incomplete)}}}""" : "null";
        return $$"""{"id":"{{Telling.Id("resp_")}}","object":"response","created_at":{{telling.Created}},"status":"{{status}}","background":false,"error":{{error}}"""
            + $$""","incomplete_details":{{incomplete}},"instructions":null,"max_output_tokens":null,"max_tool_calls":null,"model":{{Json.Quote(telling.Model)}}"""
            + $$""","output":{{Json.Array(output)}},"parallel_tool_calls":true,"previous_response_id":null,"prompt_cache_key":null"""
            + ""","reasoning":{"effort":"medium","summary":null},"safety_identifier":null,"service_tier":"default","store":false,"temperature":1.0"""
            + ""","text":{"format":{"type":"text"},"verbosity":"medium"},"tool_choice":"auto","tools":[],"truncation":"disabled","top_logprobs":0,"top_p":1.0"""
            + $$""","usage":{{usage}},"user":null,"metadata":{}{{Json.More(telling.Answer.ExtraMembers)}}}""";
    }

    static string Usage(AnswerUsage usage) =>
        $$"""{"input_tokens":{{usage.WholeInput}},"input_tokens_details":{"cached_tokens":{{usage.CacheRead}}},"output_tokens":{{usage.Output}},"output_tokens_details":{"reasoning_tokens":{{usage.Reasoning}}},"total_tokens":{{usage.WholeInput + usage.Output}}}""";
}
