using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Judges;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies;
using LuthienProxy.Policies.ToolCallJudge;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>A judge that hangs over one call holds up no other: not those it is not asked about, and not those it is.</summary>
[Trait("Spec", "002-36")]
public sealed class HangingJudgeSpec : GatewayHarness
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(23);

    // Far more than they take: a wait that gets this long is a failure.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    readonly WatchedTime _time = new();

    public HangingJudgeSpec() => Clock = _time;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task While_a_judge_hangs_over_one_call_fifty_others_must_complete(bool areJudged)
    {
        Upstream.Answers.Otherwise(request => Answer(request, areJudged));
        using var judge = new Upstream(new UpstreamOptions { Name = "judge", Provider = Provider.OpenAI, BaseUrl = Upstream.Address, ApiKey = "sk-server" });
        using var judges = new UpstreamJudges([judge], new(), Clock, Log);
        var policy = new ToolCallJudgePolicy(new() { Upstream = "judge", Model = "judge", TimeoutSeconds = Limit.TotalSeconds, Retries = 0 });
        var chain = Bound.To(new PolicyBinding { Name = "judge", Policy = policy, Judges = judges });
        using var held = new TestClient();
        var call = CallOf(held, model: "held") with { Policies = chain };
        var running = Gateway.RunAsync(call);
        await _time.ArmedAsync(Limit);
        (await Upstream.NextCallAsync()).Request.Model.ShouldBe("held");
        var question = await Upstream.NextCallAsync();

        var others = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => CompleteAsync(number, chain))).WaitAsync(Patience);

        others.ShouldAllBe(outcome => outcome is TransactionOutcome.Completed);
        running.IsCompleted.ShouldBeFalse();
        question.Ending.ShouldBeNull();
        _time.Advance(Limit);
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        (await question.EndedAsync()).ShouldBe(CallEnding.ClientGone);
        await Gateway.RecordedAsync();
        Journal.Of(call.Id).The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Error);
        Upstream.Calls.Count(other => other.Request.Model == "judge").ShouldBe(areJudged ? 51 : 1);
    }

    async Task<TransactionOutcome> CompleteAsync(int number, ActiveChain chain)
    {
        using var client = new TestClient();
        return await Gateway.RunAsync(CallOf(client, model: $"other-{number}") with { Policies = chain });
    }

    static ScriptedAnswer Answer(SimulatorRequest request, bool areJudged) => request.Model switch
    {
        "judge" when request.Json.GetRawText().Contains("held", StringComparison.Ordinal) => ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders),
        "judge" => ScriptedAnswer.Says("""{"probability": 0.1, "explanation": "It only reads."}"""),
        "held" => Calling("held"),
        var model => areJudged ? Calling(model) : ScriptedAnswer.Says(model),
    };

    static ScriptedAnswer Calling(string model) => ScriptedAnswer.Of(AnswerPart.ToolCall.Fragmented("Bash", $$"""{"command":"ls {{model}}"}"""));
}
