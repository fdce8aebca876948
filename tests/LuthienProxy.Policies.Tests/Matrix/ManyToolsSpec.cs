using LuthienProxy.Policies.SimpleJudge;
using LuthienProxy.Policies.SimpleToolCallJudge;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Judges;
using LuthienProxy.Policies.Text;
using LuthienProxy.Policies.ToolCallJudge;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Matrix;

/// <summary>Answers with one to eight tool calls under policies that hold them: what comes out is what went in, less what was blocked.</summary>
[Trait("Spec", "000-02a")]
[Trait("Spec", "I-04")]
public sealed class ManyToolsSpec
{
    const string Marked = "drop";

    static readonly Dictionary<string, Policy> Policies = new()
    {
        ["SimpleToolCallJudge"] = new SimpleToolCallJudgePolicy(new() { Upstream = "u", Model = "m" }),
        ["ToolCallJudge"] = new ToolCallJudgePolicy(new() { Upstream = "u", Model = "m", Threshold = 0.7 }),
        ["SimpleJudge"] = new SimpleJudgePolicy(new() { Upstream = "u", Model = "m", Rules = ["No dropping."] }),
        ["StringReplacement"] = new StringReplacementPolicy(new() { Pairs = [new("colour", "color")], Targets = TextTargets.All }),
    };

    public static TheoryData<string, string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, string, bool>();
            foreach (var policy in Policies.Keys)
                foreach (var format in TestRequests.Formats)
                    foreach (var isStreamed in new[] { true, false })
                        ways.Add(policy, format.Name, isStreamed);
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_was_allowed_must_come_out_whole_and_in_order_and_nothing_else(string policy, string format, bool isStreamed)
    {
        foreach (var count in Enumerable.Range(1, 8))
            foreach (var blocked in BlockedOf(count))
            {
                var calls = Enumerable.Range(0, count).Select(at => ($"tool_{at}", ArgumentsOf(at, blocked.Contains(at)))).ToList();
                var heard = await HeardAsync(Policies[policy], format, isStreamed, calls);
                heard.ToolCallsOf().ShouldBe(ExpectedOf(policy, calls), $"{count} calls, blocked: {string.Join(' ', blocked)}");
                heard.Events.OfType<BlockStarted>().Select(block => block.Tool?.Id).OfType<string>().ShouldBeUnique();
            }
    }

    // None, each alone, every other, all.
    static IEnumerable<HashSet<int>> BlockedOf(int count) =>
        [[], .. Enumerable.Range(0, count).Select(at => new HashSet<int> { at }), [.. Enumerable.Range(0, count).Where(at => at % 2 == 0)], [.. Enumerable.Range(0, count)]];

    static string ArgumentsOf(int at, bool isBlocked) => $$"""{"n":{{at}}.50,"text":"a colour, \"quoted\"\n{{(isBlocked ? Marked : "keep")}} é🌍"}""";

    static IEnumerable<(string, string)> ExpectedOf(string policy, IEnumerable<(string Tool, string Arguments)> calls) => policy == "StringReplacement"
        ? calls.Select(call => (call.Tool, call.Arguments.Replace("colour", "color", StringComparison.Ordinal)))
        : calls.Where(call => !call.Arguments.Contains(Marked, StringComparison.Ordinal));

    static async Task<AnswerTestResult> HeardAsync(Policy policy, string name, bool isStreamed, IEnumerable<(string Tool, string Arguments)> calls)
    {
        var request = TestRequests.Of(name);
        var script = calls.Aggregate(AnswerScript.Empty.Thinking("hm").Text("I will."), (soFar, call) => soFar.ToolCall(call.Tool, call.Arguments));
        var provider = new AnswerTestResult(script.Events(5, 1, 9), new(), request);
        var judges = ScriptedJudges.Saying(question => question.Content.Contains(Marked) ? ScriptedJudges.Guilty : ScriptedJudges.Innocent);
        var test = PolicyTest.Of(new PolicyBinding { Name = "p", Policy = policy, Judges = judges }) with { Request = request };
        var sent = await (isStreamed ? test.StreamAsync(provider.StreamOf(request.Format)) : test.BodyAsync(provider.BodyOf(request.Format)));
        return sent with { Events = isStreamed ? Recorded.Stream(request.Format, sent.StreamOf(request.Format)) : request.Format.DecodeBody(sent.BodyOf(request.Format)) };
    }
}
