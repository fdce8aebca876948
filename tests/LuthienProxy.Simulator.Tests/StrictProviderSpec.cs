using System.Collections.Immutable;
using System.Net;
using System.Text;
using LuthienProxy.Fixtures.Transcripts;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.Simulator.Tests;

/// <summary>The provider that refuses transcripts (PP4): each rule refuses what breaks it, and takes the transcript in order.</summary>
[Trait("Spec", "PP4")]
public sealed class StrictProviderSpec : IAsyncLifetime
{
    static readonly ImmutableArray<AnswerPart> Parts =
    [
        new AnswerPart.Reasoning("why", "seal-one"),
        new AnswerPart.Text("I will."),
        new AnswerPart.ToolCall("f", ["{}"], "call_one"),
        new AnswerPart.ToolCall("f", ["{}"], "call_two"),
    ];

    readonly StrictProvider _strict = new();
    ScriptedUpstream _upstream = null!;
    HttpClient _client = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _upstream.Answers.Otherwise(_strict.Before(_ => ScriptedAnswer.Of(Parts)));
        _client = new HttpClient { BaseAddress = _upstream.Address };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _upstream.DisposeAsync();
    }

    const string Asked = """{"role":"user","content":"do it"}""";
    const string Thought = """{"type":"thinking","thinking":"why","signature":"seal-one"}""";
    const string Said = """{"type":"text","text":"I will."}""";
    const string One = """{"type":"tool_use","id":"call_one","name":"f","input":{}}""";
    const string Two = """{"type":"tool_use","id":"call_two","name":"f","input":{}}""";
    const string Results = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_two","content":"b"},{"type":"tool_result","tool_use_id":"call_one","content":"a"}]}""";
    const string Result = """{"role":"user","content":[{"type":"tool_result","tool_use_id":"call_one","content":"a"}]}""";

    static string Assistant(params string[] blocks) => $$"""{"role":"assistant","content":[{{string.Join(',', blocks)}}]}""";

    public static TheoryData<string, string[]> Messages => new()
    {
        { "", [Asked, Assistant(Thought, Said, One, Two), Results] },
        { "", [Asked, Assistant(Thought, Said, One), Result] },
        { "", [Asked, Assistant(Thought), Assistant(Said), Assistant(One), Result] },
        { "", [Asked, Assistant(Said), Asked] },
        { "", [Asked, Assistant(One), Result, Assistant(Said), Asked, Assistant(Thought, Two), Result.Replace("call_one", "call_two", StringComparison.Ordinal)] },
        { "roles", [Asked, Assistant(Said)] },
        { "roles", [Assistant(Said), Asked] },
        { "pairing", [Asked, Assistant(Thought, Said, One, Two), Result] },
        { "pairing", [Asked, Assistant(Thought, Said), Result] },
        { "pairing", [Asked, Assistant(Thought, Said, One), Asked] },
        { "pairing", [Result] },
        { "empty-text", [Asked, Assistant(Thought, """{"type":"text","text":""}""", One), Result] },
        { "empty-text", [Asked, Assistant("""{"type":"text","text":" \n"}"""), Asked] },
        { "empty-text", [Asked, Assistant(), Asked] },
        { "trailing-tool", [Asked, Assistant(Thought, One, Said), Result] },
        { "first-block", [Asked, Assistant(Said, Thought, One), Result] },
        { "seal first-block", [Asked, Assistant(Said, One), Result] },
        { "seal", [Asked, Assistant(Thought.Replace("seal-one", "seal-two", StringComparison.Ordinal), Said, One), Result] },
        { "seal", [Asked, Assistant(Thought.Replace("why", "WHY", StringComparison.Ordinal), Said), Asked] },
        { "id", [Asked, Assistant(Thought, Said, One.Replace("call_one", "call_new", StringComparison.Ordinal)), Result.Replace("call_one", "call_new", StringComparison.Ordinal)] },
        { "id", [Asked, Assistant(Thought, One), Result, Assistant(Thought, One), Result] },
        { "input", [Asked, Assistant(Thought, One.Replace("{}", "\"\"", StringComparison.Ordinal)), Result] },
        { "cache", [Asked, .. Enumerable.Repeat(Asked.Replace("\"content\"", "\"cache_control\":{},\"content\"", StringComparison.Ordinal), 5)] },
    };

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task A_messages_transcript_must_be_taken_or_refused(string rules, string[] messages) =>
        await MustBeAsync(rules, "/v1/messages", $$"""{"model":"m","max_tokens":9,"messages":[{{string.Join(',', messages)}}]}""");

    const string Reasoning = """{"type":"reasoning","id":"rs_1","summary":[{"type":"summary_text","text":"why"}],"encrypted_content":"seal-one"}""";
    const string Message = """{"type":"message","role":"assistant","id":"msg_1","content":[{"type":"output_text","text":"I will."}]}""";
    const string Call = """{"type":"function_call","id":"fc_1","call_id":"call_one","name":"f","arguments":"{}"}""";
    const string Output = """{"type":"function_call_output","call_id":"call_one","output":"a"}""";

    public static TheoryData<string, string[]> Responses => new()
    {
        { "", [Asked, Reasoning, Message, Call, Output] },
        { "", [Asked, Reasoning, Call, Output, Asked] },
        { "", [Asked, Message, Asked] },
        { "", [Asked, Call, Output, Asked] },
        { "pairing", [Asked, Reasoning, Message, Call] },
        { "pairing", [Asked, Reasoning, Message, Output] },
        { "pairing", [Asked, Reasoning, Message, Output, Call] },
        { "pairing", [Asked, Reasoning, Call, Output.Replace("function", "custom_tool", StringComparison.Ordinal)] },
        { "empty-text", [Asked, Message.Replace("I will.", "", StringComparison.Ordinal), Asked] },
        { "seal", [Asked, Message, Call, Output] },
        { "seal", [Asked, Reasoning.Replace("seal-one", "seal-two", StringComparison.Ordinal), Message, Asked] },
        { "first-block", [Asked, Reasoning, Asked] },
        { "id", [Asked, Reasoning, Message.Replace("msg_1", "item_1", StringComparison.Ordinal), Asked] },
        { "id", [Asked, Message, Message, Asked] },
        { "id", [Asked, Call.Replace("call_one", "call_new", StringComparison.Ordinal), Output.Replace("call_one", "call_new", StringComparison.Ordinal)] },
    };

    [Theory]
    [MemberData(nameof(Responses))]
    public async Task A_responses_transcript_must_be_taken_or_refused(string rules, string[] items) =>
        await MustBeAsync(rules, "/v1/responses", $$"""{"model":"m","input":[{{string.Join(',', items)}}]}""");

    const string Calls = """{"role":"assistant","content":null,"tool_calls":[{"id":"call_one","type":"function","function":{"name":"f","arguments":"{}"}}]}""";
    const string Tool = """{"role":"tool","tool_call_id":"call_one","content":"a"}""";

    public static TheoryData<string, string[]> Chat => new()
    {
        { "", [Asked, Calls, Tool] },
        { "pairing", [Asked, Calls] },
        { "pairing", [Asked, Tool] },
        { "empty-text", [Asked, """{"role":"assistant","content":""}""", Asked] },
        { "id", [Asked, Calls.Replace("call_one", "call_new", StringComparison.Ordinal), Tool.Replace("call_one", "call_new", StringComparison.Ordinal)] },
        { "id", [Asked, Calls, Tool, Calls, Tool] },
    };

    [Theory]
    [MemberData(nameof(Chat))]
    public async Task A_chat_transcript_must_be_taken_or_refused(string rules, string[] messages) =>
        await MustBeAsync(rules, "/v1/chat/completions", $$"""{"model":"m","messages":[{{string.Join(',', messages)}}]}""");

    async Task MustBeAsync(string rules, string path, string body)
    {
        // It knows what it has once said.
        (await AskAsync(path, path == "/v1/responses" ? """{"model":"m","input":"hi"}""" : $$"""{"model":"m","messages":[{{Asked}}]}""")).ShouldBe(HttpStatusCode.OK);

        var status = await AskAsync(path, body);

        string.Join(' ', _strict.Violations.Select(violation => violation.Rule).Distinct()).ShouldBe(rules, string.Join('\n', _strict.Violations));
        status.ShouldBe(rules.Length == 0 ? HttpStatusCode.OK : HttpStatusCode.BadRequest);
    }

    async Task<HttpStatusCode> AskAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync(new Uri(path, UriKind.Relative), content);
        return response.StatusCode;
    }
}
