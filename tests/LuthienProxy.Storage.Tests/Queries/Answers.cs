using System.Text.Json;

namespace LuthienProxy.Storage.Tests.Queries;

/// <summary>One answer, in every format, streamed and not: a text, then a call of the tool bash.</summary>
static class Answers
{
    public static TheoryData<string, bool> Forms => new()
    {
        { "anthropic-messages", true }, { "anthropic-messages", false }, { "openai-chat", true }, { "openai-chat", false }, { "openai-responses", true }, { "openai-responses", false },
    };

    public static string Of(string format, bool isStream, string text, string command) => (format, isStream) switch
    {
        ("anthropic-messages", true) => AnthropicStream(Json(text), Json(Arguments(command))),
        ("anthropic-messages", false) => $$$"""{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":{{{Json(text)}}}},{"type":"tool_use","id":"call_1","name":"bash","input":{{{Arguments(command)}}}}],"stop_reason":"tool_use","usage":{"input_tokens":1,"output_tokens":2}}""",
        ("openai-chat", true) => ChatStream(Json(text), Json(Arguments(command))),
        ("openai-chat", false) => $$$"""{"id":"c1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":{{{Json(text)}}},"tool_calls":[{"id":"call_1","type":"function","function":{"name":"bash","arguments":{{{Json(Arguments(command))}}}}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}""",
        ("openai-responses", true) => ResponsesStream(Json(text), Json(Arguments(command))),
        _ => $$$"""{"id":"resp_1","object":"response","created_at":1,"status":"completed","model":"m","output":[{{{MessageItem(Json(text))}}},{{{CallItem(Json(Arguments(command)))}}}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}""",
    };

    public static string Request(string format) => format switch
    {
        "openai-responses" => """{"model":"m","instructions":"be kind","input":[{"role":"user","content":"list files"}],"temperature":0.5}""",
        _ => """{"model":"m","max_tokens":9,"messages":[{"role":"user","content":"list files"}],"temperature":0.5}""",
    };

    public static string Arguments(string command) => $$"""{"command":{{Json(command)}}}""";

    static string AnthropicStream(string text, string arguments) => string.Concat(
        Traffic.Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}"""),
        Traffic.Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Traffic.Event("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":{{{text}}}}}"""),
        Traffic.Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
        Traffic.Event("content_block_start", """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"call_1","name":"bash","input":{}}}"""),
        Traffic.Event("content_block_delta", $$$"""{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":{{{arguments}}}}}"""),
        Traffic.Event("content_block_stop", """{"type":"content_block_stop","index":1}"""),
        Traffic.Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}"""),
        Traffic.Event("message_stop", """{"type":"message_stop"}"""));

    static string ChatStream(string text, string arguments) => string.Concat(
        Chunk("""{"role":"assistant","content":""}"""),
        Chunk($$"""{"content":{{text}}}"""),
        Chunk($$$"""{"tool_calls":[{"index":0,"id":"call_1","type":"function","function":{"name":"bash","arguments":{{{arguments}}}}}]}"""),
        Chunk("{}", "\"tool_calls\""),
        "data: [DONE]\n\n");

    static string Chunk(string delta, string stop = "null") =>
        $$$"""data: {"id":"c1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{stop}}}}]}""" + "\n\n";

    static string ResponsesStream(string text, string arguments) => string.Concat(
        Traffic.Event("response.created", """{"type":"response.created","sequence_number":0,"response":{"id":"resp_1","object":"response","status":"in_progress","model":"m","output":[]}}"""),
        Traffic.Event("response.output_item.added", """{"type":"response.output_item.added","sequence_number":1,"output_index":0,"item":{"id":"m1","type":"message","role":"assistant","status":"in_progress","content":[]}}"""),
        Traffic.Event("response.content_part.added", """{"type":"response.content_part.added","sequence_number":2,"item_id":"m1","output_index":0,"content_index":0,"part":{"type":"output_text","text":"","annotations":[]}}"""),
        Traffic.Event("response.output_text.delta", $$"""{"type":"response.output_text.delta","sequence_number":3,"item_id":"m1","output_index":0,"content_index":0,"delta":{{text}}}"""),
        Traffic.Event("response.output_text.done", $$"""{"type":"response.output_text.done","sequence_number":4,"item_id":"m1","output_index":0,"content_index":0,"text":{{text}}}"""),
        Traffic.Event("response.output_item.done", $$"""{"type":"response.output_item.done","sequence_number":5,"output_index":0,"item":{{MessageItem(text)}}}"""),
        Traffic.Event("response.output_item.added", """{"type":"response.output_item.added","sequence_number":6,"output_index":1,"item":{"id":"f1","type":"function_call","call_id":"call_1","name":"bash","arguments":"","status":"in_progress"}}"""),
        Traffic.Event("response.function_call_arguments.delta", $$"""{"type":"response.function_call_arguments.delta","sequence_number":7,"item_id":"f1","output_index":1,"delta":{{arguments}}}"""),
        Traffic.Event("response.output_item.done", $$"""{"type":"response.output_item.done","sequence_number":8,"output_index":1,"item":{{CallItem(arguments)}}}"""),
        Traffic.Event("response.completed", $$$$"""{"type":"response.completed","sequence_number":9,"response":{"id":"resp_1","object":"response","status":"completed","model":"m","output":[{{{{MessageItem(text)}}}},{{{{CallItem(arguments)}}}}],"usage":{"input_tokens":1,"output_tokens":2,"total_tokens":3}}}"""));

    static string MessageItem(string text) => $$$"""{"id":"m1","type":"message","role":"assistant","status":"completed","content":[{"type":"output_text","text":{{{text}}},"annotations":[]}]}""";

    static string CallItem(string arguments) => $$"""{"id":"f1","type":"function_call","call_id":"call_1","name":"bash","arguments":{{arguments}},"status":"completed"}""";

    static string Json(string text) => JsonSerializer.Serialize(text);
}
