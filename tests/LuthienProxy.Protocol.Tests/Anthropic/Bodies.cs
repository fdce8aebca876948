using System.Text;

namespace LuthienProxy.Protocol.Tests.Anthropic;

/// <summary>Answers that were not streamed, as providers send them. Each is legal.</summary>
static class Bodies
{
    public const string Tools = """
        {
          "id": "msg_01B", "type": "message", "role": "assistant", "model": "claude-sonnet-4-5",
          "content": [
            {"type": "thinking", "thinking": "Hm.\n", "signature": "EqQBCg=="},
            {"type": "redacted_thinking", "data": "EmwKAh=="},
            {"type": "text", "text": "Let me look \ud83c", "citations": null},
            {"type": "tool_use", "id": "toolu_1", "name": "Bash", "input": {"command": "ls", "n": 12345678901234567890}, "caller": {"type": "direct"}},
            {"type": "tool_use", "id": "toolu_2", "name": "now", "input": {}}
          ],
          "stop_reason": "tool_use", "stop_sequence": null, "container": {"id": "c_1"},
          "usage": {"input_tokens": 7, "output_tokens": 9, "cache_read_input_tokens": 3, "server_tool_use": {"web_search_requests": 0}}
        }
        """;

    public const string Searched = """
        {"id":"msg_01C","type":"message","role":"assistant","model":"claude-sonnet-4-5","content":[{"type":"server_tool_use","id":"srvtoolu_1","name":"web_search","input":{"query":"x"}},{"type":"web_search_tool_result","tool_use_id":"srvtoolu_1","content":[]},{"type":"text","text":"It is x.","citations":[{"type":"web_search_result_location","url":"https://e.example"}]}],"stop_reason":"max_tokens","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}
        """;

    public const string Empty =
        """{"id":"msg_01D","type":"message","role":"assistant","model":"m","content":[],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":1,"output_tokens":2}}""";

    public const string Error = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"req_1"}""";

    public static TheoryData<string> All => [Tools, Searched, Empty, Error];

    /// <summary>Whether a body is an error's envelope.</summary>
    public static bool IsError(byte[] body) => Encoding.UTF8.GetString(body).StartsWith("""{"type":"error",""", StringComparison.Ordinal);
}
