using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Policies.AllCaps;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Policies.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Invariants;

/// <summary>What providers and clients rely on, whatever policies are at work.</summary>
public sealed class ProviderSpec
{
    static readonly Policy[] TextPolicies =
    [
        new AllCapsPolicy(),
        new StringReplacementPolicy(new() { Pairs = [new("abc", "\"x\\y\n"), new("colour", "")], Targets = TextTargets.All }),
        new RegexRedactionPolicy(new()),
    ];

    static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static TheoryData<string, string> JsonRequests => new()
    {
        { "anthropic-messages", """{"model":"m","max_tokens":9,"messages":[],"output_config":{"format":{"type":"json_schema","schema":{}}}}""" },
        { "openai-chat", """{"model":"m","messages":[],"response_format":{"type":"json_object"}}""" },
        { "openai-chat", """{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"t","schema":{}}}}""" },
        { "openai-responses", """{"model":"m","input":"x","text":{"format":{"type":"json_schema","name":"t","schema":{}}}}""" },
    };

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "PP4")]
    public void What_the_client_sends_back_must_be_taken_by_a_strict_provider(string format) =>
        Law.Holds(Pool.Row(), Answers.Any(), Answers.Cuts(), (row, script, cuts) =>
        {
            // A model that says nothing at all is no matter of policies.
            var said = script.Blocks.Any(block => block.Kind != BlockKind.Thinking) ? script : script.Text("x");
            var test = PolicyTest.Of(row) with { Request = TestRequests.Of(format) };
            var provider = new AnswerTestResult(said.Events(cuts), new(), test.Request);
            var result = test.Run(test.Request.Format.DecodeBody(provider.BodyOf(test.Request.Format)));
            var violations = result.Events.Any(next => next is ResponseFailed) ? [] : NextTurn.Refused(said, result.BodyOf(test.Request.Format), format);
            violations.ShouldBeEmpty(Encoding.UTF8.GetString(result.BodyOf(test.Request.Format)));
        });

    [Theory]
    [InlineData("anthropic-messages")]
    [InlineData("openai-chat")]
    [InlineData("openai-responses")]
    [Trait("Spec", "PP7")]
    [Trait("Spec", "I-31")]
    public async Task Usage_must_stay_the_upstreams_whatever_is_rewritten(string format)
    {
        var script = AnswerScript.Empty.Text("abc and abc").Text("forbidden words").ToolCall("forbidden", "{}");
        var test = PolicyTest.Of(new ByNamePolicy(BlockKinds.Text | BlockKinds.ToolCall), new AllCapsPolicy()) with { Request = TestRequests.Of(format) };
        var said = new AnswerTestResult(script.Events(3), new(), test.Request).BodyOf(test.Request.Format);
        var result = await test.BodyAsync(said);
        UsageOf(result.BodyOf(test.Request.Format)).ShouldBe(UsageOf(said));
        UsageOf(said).ShouldContain("5");
    }

    [Theory]
    [MemberData(nameof(JsonRequests))]
    [Trait("Spec", "PP8")]
    public void An_answer_that_was_asked_for_as_JSON_must_stay_JSON_of_the_same_shape(string format, string request) =>
        Law.Holds(JsonAnswers(), Answers.Cuts(), (json, cuts) =>
        {
            var test = PolicyTest.Of(TextPolicies) with { Request = TestRequests.Of(format, Encoding.UTF8.GetBytes(request)), Kind = Protocol.Journal.CallKind.Title };
            var text = test.Run(AnswerScript.Empty.Text(json).Events(cuts)).TextOf();
            Shape(JsonNode.Parse(text)).ShouldBe(Shape(JsonNode.Parse(json)));
        });

    // Objects of strings, numbers and lists, with escapes, written with and without spaces.
    static Arbitrary<string> JsonAnswers() => Arb.From(
        from texts in Answers.Text().ArrayOf(3)
        from number in Gen.Choose(-5, 1000)
        from isIndented in Gen.Elements(true, false)
        select JsonSerializer.Serialize(new Dictionary<string, object> { ["title"] = texts[0], ["list"] = new[] { texts[1], texts[2] }, ["n"] = number, ["inner"] = new { a = texts[1], b = (string?)null } }, isIndented ? Indented : JsonSerializerOptions.Default));

    static string UsageOf(byte[] body) => JsonElement.Parse(body).GetProperty("usage").GetRawText();

    static string Shape(JsonNode? node) => node switch
    {
        JsonObject known => "{" + string.Join(',', known.Select(member => member.Key.ToUpperInvariant() + ":" + Shape(member.Value))) + "}",
        JsonArray list => "[" + string.Join(',', list.Select(Shape)) + "]",
        JsonValue value when value.GetValueKind() == JsonValueKind.String => "\"\"",
        _ => node?.ToJsonString() ?? "null",
    };
}
