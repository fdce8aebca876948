using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.DebugLogging;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.SimpleJudge;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Judges;
using LuthienProxy.Policies.Text;
using LuthienProxy.Policies.ToolCallJudge;

namespace LuthienProxy.Policies.Tests.Regressions;

/// <summary>Two bugs that this product was asked never to have again. Each is found in a policy that has it, and in none of the product's.</summary>
[Trait("Spec", "000-02e")]
public sealed class HistoricBugsSpec
{
    const string Said = "Let me look at both files first, then compare them.";

    static readonly (string Tool, string Arguments)[] Called = [("Read", """{"path":"first.txt","limit":10}"""), ("Read", """{"path":"second.txt"}""")];

    // Nothing in the fixture is what these policies look for: whatever comes out changed is lost or doubled.
    static readonly Policy[] Product =
    [
        new NoOpPolicy(),
        new DebugLoggingPolicy(),
        new StringReplacementPolicy(new() { Pairs = [new("fil§", "x"), new("comparison", "y")], Targets = TextTargets.All }),
        new RegexRedactionPolicy(new()),
        new BlockDangerousCommandsPolicy(new()),
        new ToolCallJudgePolicy(new() { Upstream = "u", Model = "m" }),
        new SimpleJudgePolicy(new() { Upstream = "u", Model = "m", Rules = ["None."] }),
    ];

    public static TheoryData<string, bool> Ways => new()
    {
        { "anthropic-messages", true },
        { "anthropic-messages", false },
        { "openai-chat", true },
        { "openai-chat", false },
        { "openai-responses", true },
        { "openai-responses", false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Spec", "I-06")]
    public async Task Duplicate_response(string format, bool isStreamed)
    {
        (await GotAsync(new DoublingPolicy(), format, isStreamed)).TextOf().ShouldNotBe(Said, "The fixture must find the bug where it is.");
        foreach (var policy in Product)
            (await GotAsync(policy, format, isStreamed)).TextOf().ShouldBe(Said, policy.GetType().Name);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Spec", "I-04")]
    [Trait("Spec", "000-02c")]
    public async Task Empty_first_tool_call(string format, bool isStreamed)
    {
        (await GotAsync(new ForgetfulPolicy(), format, isStreamed)).ToolCallsOf().ShouldNotBe(Called, "The fixture must find the bug where it is.");
        foreach (var policy in Product)
            (await GotAsync(policy, format, isStreamed)).ToolCallsOf().ShouldBe(Called, policy.GetType().Name);
    }

    // What a client of the format reads from the bytes that it gets.
    static async Task<AnswerTestResult> GotAsync(Policy policy, string name, bool isStreamed)
    {
        var request = TestRequests.Of(name);
        var script = Called.Aggregate(AnswerScript.Empty.Text(Said), (soFar, call) => soFar.ToolCall(call.Tool, call.Arguments));
        var provider = new AnswerTestResult(script.Events(7), new(), request);
        var test = PolicyTest.Of(new PolicyBinding { Name = "p", Policy = policy, Judges = new ScriptedJudges() }) with { Request = request };
        var sent = await (isStreamed ? test.StreamAsync(provider.StreamOf(request.Format)) : test.BodyAsync(provider.BodyOf(request.Format)));
        return sent with { Events = isStreamed ? Recorded.Stream(request.Format, sent.StreamOf(request.Format)) : request.Format.DecodeBody(sent.BodyOf(request.Format)) };
    }
}
