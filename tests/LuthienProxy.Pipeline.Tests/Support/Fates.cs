using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.NoOp;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.ToolCallJudge;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>Chains and answers that give calls their fates: one chain for all calls of a fate, as an administrator would have activated it. The model's name tells the upstream which.</summary>
public sealed class Fates(RunWatch watch, IJudges judges)
{
    /// <summary>The upstream of the judges.</summary>
    public const string JudgeUpstream = "judge";

    const string HangingJudge = "judge-that-hangs";
    const string LyingJudge = "judge-that-lies";

    /// <summary>How long a policy that hangs may decide; no other timer has that length.</summary>
    public static readonly TimeSpan PolicyLimit = TimeSpan.FromSeconds(37);

    /// <summary>How long a judge that hangs may take; no other timer has that length.</summary>
    public static readonly TimeSpan JudgeLimit = TimeSpan.FromSeconds(23);

    static readonly ScriptedAnswer Talk = ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " friend"]), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf /"}"""));

    readonly ActiveChain[] _chains =
    [
        Chain(watch, new NoOpPolicy()),
        Chain(watch, new ScriptedPolicy { Asked = (_, context) => Seen(watch, context, static () => new ValueTask<RequestVerdict>(new RequestVerdict.Reject("not today"))) }),
        Chain(watch, new BlockDangerousCommandsPolicy(new())),
        Chain(watch, AtText(watch, static _ => throw new InvalidOperationException("broken"))),
        Hanging(watch, AtText(watch, static policy => policy.HangAsync())),
        Chain(watch, Judge(HangingJudge, JudgeLimit), judges),
        Chain(watch, Judge(LyingJudge, TimeSpan.FromSeconds(20)), judges),
    ];

    /// <summary>What the upstream says to a call, or to a question of a judge.</summary>
    public static ScriptedAnswer Answer(SimulatorRequest request) => request.Model switch
    {
        HangingJudge => ScriptedAnswer.Says("never").With(FaultKind.StallBeforeHeaders),
        LyingJudge => ScriptedAnswer.Says("""{"probability": 7, "explanation": "It is fine."}"""),
        nameof(Fate.UpstreamBreaksOff) => Talk.With(FaultKind.CloseMidStream),
        _ => Talk,
    };

    /// <summary>The chain for a fate; one that lets everything pass where the fate is not the policies' doing.</summary>
    public ActiveChain Of(Fate fate) => (int)fate < _chains.Length ? _chains[(int)fate] : _chains[0];

    /// <summary>A chain whose policy holds the answer, longer than the others hang, and says so.</summary>
    public ActiveChain Holding(out Task reached)
    {
        var policy = AtText(watch, static policy => policy.HangAsync());
        reached = policy.Reached;
        return Chain(watch, policy);
    }

    /// <summary>How a call of a fate must end, and what must be on record as decided.</summary>
    public static (TransactionState State, PolicyVerdict? Verdict) Expected(Fate fate) => fate switch
    {
        Fate.RequestRejected => (TransactionState.Blocked, PolicyVerdict.Block),
        Fate.ToolCallBlocked => (TransactionState.Completed, PolicyVerdict.Block),
        Fate.PolicyThrows or Fate.PolicyHangs => (TransactionState.Blocked, PolicyVerdict.Error),
        Fate.JudgeHangs or Fate.JudgeLies => (TransactionState.Completed, PolicyVerdict.Error),
        Fate.ClientLeaves => (TransactionState.Cancelled, null),
        Fate.UpstreamBreaksOff => (TransactionState.Failed, null),
        _ => (TransactionState.Completed, null),
    };

    static ActiveChain Chain(RunWatch watch, Policy policy, IJudges? judges = null) => Chain(watch, new PolicyBinding { Name = "fate", Policy = policy, Judges = judges ?? NoJudges.Instance });

    static ActiveChain Hanging(RunWatch watch, Policy policy) => Chain(watch, new PolicyBinding { Name = "fate", Policy = policy, Limits = new() { DecisionTimeout = PolicyLimit } });

    static ActiveChain Chain(RunWatch watch, PolicyBinding fate) => Bound.To(new PolicyBinding { Name = "watch", Policy = watch }, fate);

    static ToolCallJudgePolicy Judge(string model, TimeSpan limit) => new(new ToolCallJudgeOptions { Upstream = JudgeUpstream, Model = model, TimeoutSeconds = limit.TotalSeconds, Retries = 0 });

    static ScriptedPolicy AtText(RunWatch watch, Func<ScriptedPolicy, ValueTask> then)
    {
        ScriptedPolicy policy = null!;
        return policy = new ScriptedPolicy
        {
            Answered = (next, output, context) =>
            {
                if (next is BlockDelta { Kind: DeltaKind.Text })
                    return Seen(watch, context, () => then(policy));
                output.Forward(next);
                return default;
            },
        };
    }

    static T Seen<T>(RunWatch watch, PolicyContext context, Func<T> then)
    {
        watch.Saw(context);
        return then();
    }
}
