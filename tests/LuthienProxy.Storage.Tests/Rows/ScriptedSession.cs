using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Storage.Tests.Rows;

/// <summary>
/// An agent's session as Claude Code conducts it: a long system prompt, twenty tools, tool calls whose results are files of this repository, streamed
/// answers that come back as history, and cache marks on the last two messages. The same for every run over the same files.
/// </summary>
sealed class ScriptedSession
{
    const string Mark = ""","cache_control":{"type":"ephemeral"}""";

    static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly string _corpus = string.Concat(
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(400).Select(File.ReadAllText));

    readonly List<string> _history = [];
    readonly string _system;
    readonly string _tools;
    int _read;

    /// <summary>A session whose texts begin so far into the files.</summary>
    public ScriptedSession(int start)
    {
        _read = start;
        _system = $$"""[{"type":"text","text":"x-anthropic-billing-header: cc_version=2.1.197"},{"type":"text","text":{{Text(Take(400))}}{{Mark}} },{"type":"text","text":{{Text(Take(24_000))}}{{Mark}} }]""";
        _tools = $"[{string.Join(',', Enumerable.Range(0, 20).Select(i => $$$"""{"name":"Tool{{{i}}}","description":{{{Text(Take(2500))}}},"input_schema":{"type":"object","properties":{"path":{"type":"string","description":{{{Text(Take(200))}}} } } } }"""))}]";
        Unique = _system.Length + _tools.Length;
    }

    /// <summary>The bytes of system prompt, tools and messages so far, each once and without cache marks, and of the answers as delivered.</summary>
    public long Unique { get; private set; }

    /// <summary>The next request; every third turn is the user's, the others carry a tool's result.</summary>
    public byte[] NextRequest(int turn)
    {
        var content = turn % 3 == 0
            ? $$"""{"type":"text","text":{{Text(Take(300))}}"""
            : $$"""{"type":"tool_result","tool_use_id":"toolu_{{turn - 1:d24}}","content":{{Text(Take(500 + (turn * 997 % 6000)))}}""";
        Add("user", content);
        var messages = _history.Select((message, at) => message + (at >= _history.Count - 2 ? Mark : "") + "}]}");
        return Encoding.UTF8.GetBytes($$"""
            {"model":"claude-sonnet-4-5","messages":[{{string.Join(',', messages)}}],"system":{{_system}},"tools":{{_tools}},"metadata":{"user_id":"{\"device_id\":\"0a1b\",\"session_id\":\"5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10\"}"},"max_tokens":32000,"thinking":{"type":"adaptive"},"stream":true}
            """);
    }

    /// <summary>The answer to it, streamed, in the pieces that go on record; and what search gets of it.</summary>
    public (IReadOnlyList<byte[]> Segments, string Text) NextAnswer(int turn)
    {
        var text = Take(400 + (turn * 613 % 900));
        var command = Take(200);
        var events = new StringBuilder("event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_01\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],\"model\":\"claude-sonnet-4-5\",\"usage\":{\"input_tokens\":12,\"output_tokens\":1}}}\n\n");
        Stream(events, 0, """{"type":"text","text":""}""", "text_delta", "text", text);
        Stream(events, 1, $$$"""{"type":"tool_use","id":"toolu_{{{turn:d24}}}","name":"Tool3","input":{}}""", "input_json_delta", "partial_json", $$"""{"path":{{Text(command)}}}""");
        events.Append("event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop\":\"tool_use\"},\"usage\":{\"output_tokens\":250}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        Add("assistant", $$"""{"type":"text","text":{{Text(text)}}},{"type":"tool_use","id":"toolu_{{turn:d24}}","name":"Tool3","input":{"path":{{Text(command)}} }""");
        var body = Encoding.UTF8.GetBytes(events.ToString());
        Unique += body.Length;
        // A fifth of a second's worth each, at some 60 tokens a second.
        return ([.. body.Chunk(2048)], text + '\n' + command);
    }

    static void Stream(StringBuilder events, int index, string block, string kind, string field, string text)
    {
        events.Append(CultureInfo.InvariantCulture, $"event: content_block_start\ndata: {{\"type\":\"content_block_start\",\"index\":{index},\"content_block\":{block}}}\n\n");
        foreach (var delta in text.Chunk(8))
            events.Append(CultureInfo.InvariantCulture, $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":{index},\"delta\":{{\"type\":\"{kind}\",\"{field}\":{Text(new(delta))}}}}}\n\n");
        events.Append(CultureInfo.InvariantCulture, $"event: content_block_stop\ndata: {{\"type\":\"content_block_stop\",\"index\":{index}}}\n\n");
    }

    void Add(string role, string content)
    {
        _history.Add($$"""{"role":"{{role}}","content":[{{content}}""");
        Unique += Encoding.UTF8.GetByteCount(_history[^1]) + 3;
    }

    string Take(int length)
    {
        var text = _corpus.Substring(_read % (_corpus.Length - length), length);
        _read += length;
        return text;
    }

    static string Text(string text) => JsonSerializer.Serialize(text, Relaxed);
}
