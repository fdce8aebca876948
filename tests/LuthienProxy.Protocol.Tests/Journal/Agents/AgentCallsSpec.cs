using System.Text;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Agents;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Journal.Agents;

public sealed class AgentCallsSpec
{
    const string Session = "5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10";

    const string TitleFormat = """{"format":{"type":"json_schema","schema":{"type":"object","properties":{"title":{"type":"string"}},"required":["title"]}}}""";

    [Theory]
    [InlineData("X-Claude-Code-Session-Id")]
    [InlineData("session-id")]
    [InlineData("session_id")]
    [InlineData("thread-id")]
    [InlineData("x-session-id")]
    public void A_session_must_be_found_in_the_headers_of_agents(string header) =>
        AgentCalls.Classify("POST", "/v1/messages", [new("accept", "*/*"), new(header, Session)], null).SessionId.ShouldBe(Session);

    [Fact]
    public void Codex_s_session_must_win_over_its_thread() =>
        AgentCalls.Classify("POST", "/v1/responses", [new("thread-id", "thread"), new("session-id", Session)], null).SessionId.ShouldBe(Session);

    [Theory]
    [Trait("Spec", "002-30")]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("../../etc/passwd")]
    [InlineData("a/b")]
    [InlineData("a\r\nSet-Cookie: x")]
    [InlineData("'; drop table sessions; --")]
    [InlineData("<script>")]
    [InlineData("naïve")]
    [InlineData("-rf")]
    [InlineData("*")]
    public void An_id_of_another_alphabet_must_be_dropped(string id) =>
        AgentCalls.Classify("POST", "/v1/messages", [new("x-session-id", id)], null).SessionId.ShouldBeNull();

    [Fact]
    [Trait("Spec", "002-30")]
    public void An_id_must_have_at_most_128_characters()
    {
        SessionIdSyntax.IsValid(new('a', 128)).ShouldBeTrue();
        SessionIdSyntax.IsValid(new('a', 129)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("""{"user_id":"{\"device_id\":\"d\",\"account_uuid\":\"\",\"session_id\":\"5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10\"}"}""")]
    [InlineData("""{"user_id":"user_0a1b_account_c2d3_session_5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10"}""")]
    [InlineData("""{"session_id":"5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10"}""")]
    [InlineData("""{"conversation_id":"5d1c1f3e-7a51-4a55-9d0b-6f0f5d1f7a10"}""")]
    public void A_session_must_be_found_in_metadata(string metadata) =>
        Classify($$"""{"model":"m","messages":[{"role":"user","content":"hi"}],"tools":[{"name":"t"}],"metadata":{{metadata}}}""").SessionId.ShouldBe(Session);

    [Theory]
    [InlineData("""{"user_id":"somebody"}""")]
    [InlineData("""{"user_id":"{broken"}""")]
    [InlineData("""{"user_id":"x_session_../.."}""")]
    [InlineData("""{"user_id":7}""")]
    [InlineData("""[]""")]
    public void Metadata_that_names_no_session_must_give_none(string metadata) =>
        Classify($$"""{"model":"m","messages":[],"metadata":{{metadata}}}""").SessionId.ShouldBeNull();

    [Theory]
    [InlineData(Session, Session)]
    [InlineData("my-application", null)]
    public void A_cache_key_must_be_a_session_only_where_it_is_a_thread_s_id(string key, string? session) =>
        AgentCalls.Classify("POST", "/v1/responses", [], Decode(ResponsesFormat.Instance, $$"""{"model":"m","input":"hi","prompt_cache_key":"{{key}}"}""")).SessionId.ShouldBe(session);

    [Fact]
    public void A_call_that_wants_a_title_must_be_told_from_a_turn()
    {
        Classify($$"""{"model":"m","messages":[{"role":"user","content":"hi"}],"tools":[],"output_config":{{TitleFormat}}}""").Kind.ShouldBe(CallKind.Title);
        Classify($$"""{"model":"m","messages":[{"role":"user","content":"hi"}],"tools":[{"name":"t"}],"output_config":{{TitleFormat}}}""").Kind.ShouldBe(CallKind.Turn);
        Classify("""{"model":"m","messages":[{"role":"user","content":"give me a title"}]}""").Kind.ShouldBe(CallKind.Turn);
    }

    [Theory]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"quota"}]}""", CallKind.Probe)]
    [InlineData("""{"model":"m","max_tokens":1,"messages":[{"role":"user","content":"quota"}],"stream":true}""", CallKind.Turn)]
    [InlineData("""{"model":"m","max_tokens":100,"messages":[{"role":"user","content":"quota"}]}""", CallKind.Turn)]
    public void A_probe_must_be_told_from_a_turn(string body, CallKind kind) => Classify(body).Kind.ShouldBe(kind);

    [Theory]
    [InlineData("POST", "/v1/messages/count_tokens?beta=true", CallKind.TokenCount)]
    [InlineData("POST", "/v1/responses/input_tokens", CallKind.TokenCount)]
    [InlineData("GET", "/v1/models", CallKind.Models)]
    [InlineData("GET", "/v1/models/gpt-5", CallKind.Models)]
    [InlineData("HEAD", "/", CallKind.Probe)]
    [InlineData("POST", "/v1/messages", CallKind.Turn)]
    public void A_call_that_asks_no_model_must_be_known_by_its_path(string method, string path, CallKind kind) =>
        AgentCalls.Classify(method, path, [], null).Kind.ShouldBe(kind);

    [Fact]
    public void The_session_of_a_token_count_must_be_found_in_its_body() =>
        AgentCalls.Classify("POST", "/v1/messages/count_tokens", [], null, Encoding.UTF8.GetBytes($$"""{"metadata":{"session_id":"{{Session}}"} }"""))
            .ShouldBe(new AgentCall(CallKind.TokenCount, Session));

    [Fact]
    public void A_prompt_must_not_be_decoded()
    {
        var isDecoded = false;
        var body = Encoding.UTF8.GetBytes("""{"model":"m","messages":[]}""");
        var request = new Protocol.Conversation.ConversationRequest(() =>
        {
            isDecoded = true;
            throw new InvalidOperationException();
        })
        {
            Format = AnthropicFormat.Instance,
            Model = "m",
            Stream = false,
            Raw = body,
        };

        AgentCalls.Classify("POST", "/v1/messages", [], request);

        isDecoded.ShouldBeFalse();
    }

    static AgentCall Classify(string body) => AgentCalls.Classify("POST", "/v1/messages?beta=true", [], Decode(AnthropicFormat.Instance, body));

    static Protocol.Conversation.ConversationRequest Decode(IWireFormat format, string body) => format.DecodeRequest(Encoding.UTF8.GetBytes(body), new());
}
