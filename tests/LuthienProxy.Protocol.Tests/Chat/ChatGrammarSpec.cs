using System.Text;
using LuthienProxy.Fixtures.Grammar;

namespace LuthienProxy.Protocol.Tests.Chat;

/// <summary>The judge itself: each rule can be broken, and is then named.</summary>
public sealed class ChatGrammarSpec
{
    static readonly string Stop = Chats.Finish("stop");

    public static IEnumerable<object[]> Illegal =>
    [
        ["I-32", ""],
        ["C1", Chats.Role + Stop],
        ["C1", "event: x\n" + Chats.Role + Stop + Chats.Done],
        ["C1", Chats.Role + Stop.Replace("chatcmpl-1", "other") + Chats.Done],
        ["C1", Chats.Role + "data: {\"id\":\"x\"}\n\n" + Stop + Chats.Done],
        ["C2", Chats.Text("a") + Stop + Chats.Done],
        ["C2", Chats.Role + Chats.Role + Stop + Chats.Done],
        ["C3", Chats.Role + Chats.Done],
        ["C3", Chats.Role + Stop + Chats.Text("a") + Chats.Done],
        ["C4", Chats.Role + Chats.Call(1, "a", "A") + Chats.Finish("tool_calls") + Chats.Done],
        ["C4", Chats.Role + Chats.Call(0, "", "A") + Chats.Finish("tool_calls") + Chats.Done],
        ["C5", Chats.Role + Chats.Finish("tool_calls") + Chats.Done],
        ["C5", Chats.Role + Chats.Call(0, "a", "A") + Stop + Chats.Done],
        ["C6", Chats.Role + Stop + Chats.Chunk("", ",\"usage\":{}") + Chats.Done],
        ["C6", Chats.Role.Replace(".chunk", "") + Stop + Chats.Done],
        ["C7", Chats.Role + "data: {\"error\":{}}\n\n" + Chats.Done],
        ["I-01", Chats.Role + Stop + Stop + Chats.Done],
        ["I-02", Chats.Role + Chats.Call(0, "a", "A").Replace("null", "\"tool_calls\"") + Chats.Done],
        ["I-03", Chats.Role + Chats.Delta("\"content\":\"a\"", "\"stop\"") + Chats.Done],
        ["I-05", Chats.Role + Chats.Call(0, "a", "A") + Chats.Call(0, "a", "A") + Chats.Finish("tool_calls") + Chats.Done],
        ["I-07", Chats.Role + Stop + Chats.Done + Chats.Done],
    ];

    [Theory]
    [MemberData(nameof(Illegal))]
    public void A_broken_rule_must_be_named(string statement, string stream) =>
        ChatGrammar.CheckStream(Encoding.UTF8.GetBytes(stream)).Select(violation => violation.Statement).ShouldContain(statement);

    [Theory]
    [InlineData("C3", "\"finish_reason\": \"tool_calls\"", "\"finish_reason\": null")]
    [InlineData("C4", "\"id\": \"call_a\"", "\"id\": \"\"")]
    [InlineData("C5", "\"finish_reason\": \"tool_calls\"", "\"finish_reason\": \"stop\"")]
    [InlineData("C6", "chat.completion", "text")]
    [InlineData("C2", "assistant", "user")]
    public void A_broken_rule_of_a_body_must_be_named(string statement, string right, string wrong) =>
        ChatGrammar.CheckBody(Encoding.UTF8.GetBytes(ChatBodySpec.Body.Replace(right, wrong))).Select(violation => violation.Statement).ShouldContain(statement);
}
