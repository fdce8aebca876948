using System.Diagnostics;
using System.Diagnostics.Metrics;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Telemetry;

/// <summary>The room's <see cref="ActivitySource"/> and <see cref="Meter"/>, both named after it; what is asked of a gateway's calls is <see cref="StreamMeter"/>'s. Free when nobody listens (000-18).</summary>
static class PipelineTelemetry
{
    public const string Name = "LuthienProxy.Pipeline";

    static readonly ActivitySource Source = new(Name);
    static readonly Meter Meter = new(Name);

    static readonly Counter<long> Transactions = Meter.CreateCounter<long>("luthien.transactions", description: "Calls by wire format and terminal state");
    static readonly Counter<long> Repairs = Meter.CreateCounter<long>("luthien.repairs", description: "Illegal upstream sequences mended, by wire format and kind");
    static readonly Histogram<double> FirstByte = Meter.CreateHistogram<double>("luthien.time_to_first_byte", "ms");
    static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("luthien.duration", "ms");

    static readonly Counter<long> Truncated = Meter.CreateCounter<long>("luthien.recorder.truncated", description: "Payloads over the journal's limits, recorded as hash and size");
    static readonly Counter<long> RecorderFailures = Meter.CreateCounter<long>("luthien.recorder.failures", description: "Faults of the recorder; the calls went on");
    static readonly Counter<long> Waits = Meter.CreateCounter<long>("luthien.recorder.waits", description: "Deliveries that waited because the journal was behind by as much as all calls together may have under way");
    static readonly Counter<long> LostEvents = Meter.CreateCounter<long>("luthien.recorder.lost", description: "Events that the journal could not put on record, or did not say so in time");

    static readonly Counter<long> Decisions = Meter.CreateCounter<long>("luthien.policy.decisions", description: "Decisions by policy, verdict, and whether it only looked on");
    static readonly Counter<long> BlockedCalls = Meter.CreateCounter<long>("luthien.policy.blocked_calls", description: "Calls that policies stopped, by wire format and place (request, answer)");
    static readonly Counter<long> PolicyErrors = Meter.CreateCounter<long>("luthien.policy.errors", description: "Times that a policy could not decide, by policy");
    static readonly Counter<long> Swallows = Meter.CreateCounter<long>("luthien.policy.swallows", description: "Answers whose content went into a policy and never came out, without a decision");
    static readonly Counter<long> LateDecisions = Meter.CreateCounter<long>("luthien.policy.late_decisions", description: "Decisions about calls whose record had ended: on no record");
    static readonly Counter<long> JudgeCalls = Meter.CreateCounter<long>("luthien.judge.calls", description: "Questions to judges by upstream and outcome (answered, cached, failed)");
    static readonly Histogram<double> JudgeDuration = Meter.CreateHistogram<double>("luthien.judge.duration", "ms", "Questions that were not answered from the cache, all attempts together");

    /// <summary>How many policies, with their nestings, have series of their own: more than any chain that people write, few enough for a store of metrics.</summary>
    const int MostPolicies = 256;

    static readonly Histogram<double> HookDuration = Meter.CreateHistogram<double>("luthien.policy.hook_duration", "ms", "How long policies' hooks took, by policy and hook (request, event, choice_end, ended)");
    static readonly BoundedNames Policies = new(MostPolicies);

    /// <summary>Whether anybody listens to how long hooks take.</summary>
    public static bool HearsHooks => HookDuration.Enabled;

    public static void Ran(string policy, PolicyHook hook, TimeSpan took) => HookDuration.Record(took.TotalMilliseconds, new("policy", Policies.Of(policy)), new("hook", NameOf(hook)));

    public static void Decided(PolicyDecided decision)
    {
        if (Decisions.Enabled)
            Decisions.Add(1, new("policy", Policies.Of(decision.Policy)), new("verdict", decision.Verdict.ToString()), new("shadow", decision.IsShadow));
        if (decision.Verdict == PolicyVerdict.Error)
            PolicyErrors.Add(1, new KeyValuePair<string, object?>("policy", Policies.Of(decision.Policy)));
    }

    public static void Judged(JudgeCalled call)
    {
        var outcome = call switch
        {
            { IsCached: true } => "cached",
            { Failure: null } => "answered",
            _ => "failed",
        };
        JudgeCalls.Add(1, new("upstream", call.Upstream), new("outcome", outcome));
        if (!call.IsCached)
            JudgeDuration.Record(call.Took.TotalMilliseconds, new("upstream", call.Upstream), new("outcome", outcome));
    }

    public static void Swallowed(string policy) => Swallows.Add(1, new KeyValuePair<string, object?>("policy", Policies.Of(policy)));

    public static void DecisionTooLate() => LateDecisions.Add(1);

    public static void RecorderTruncated(int payloads) => Truncated.Add(payloads);

    public static void RecorderFailed() => RecorderFailures.Add(1);

    public static void RecorderBehind() => Waits.Add(1);

    public static void RecorderLost(int events) => LostEvents.Add(events);

    public static Activity? Start(Call call)
    {
        var span = Source.StartActivity("transaction", ActivityKind.Server);
        if (span is not { IsAllDataRequested: true })
            return span;
        span.SetTag("transaction_id", call.Id.ToString());
        span.SetTag("luthien.format", call.Format.Name);
        span.SetTag("luthien.model", call.Model);
        if (call.Policies.Name is { } policy)
        {
            span.SetTag("luthien.policy", policy);
            span.SetTag("luthien.policy_version", call.Policies.Version);
        }
        return span;
    }

    public static void Ended(Activity? span, Exchange exchange, TransactionOutcome outcome)
    {
        var format = exchange.Call.Format.Name;
        Transactions.Add(1, new("format", format), new("state", outcome.State.ToString()));
        if (outcome is TransactionOutcome.Blocked)
            BlockedCalls.Add(1, new("format", format), new("at", exchange.Progress.HasFirstByte ? "answer" : "request"));
        if (exchange.Progress.TimeToFirstByte is { } firstByte)
            FirstByte.Record(firstByte.TotalMilliseconds, new KeyValuePair<string, object?>("format", format));
        Duration.Record(exchange.Progress.Age.TotalMilliseconds, new KeyValuePair<string, object?>("format", format));
        if (exchange.Reply.Repairs.Total > 0)
            foreach (var (kind, count) in exchange.Reply.Repairs.NonZero)
                Repairs.Add(count, new("format", format), new("kind", kind.ToString()));
        if (span is { IsAllDataRequested: true })
            span.SetTag("luthien.state", outcome.State.ToString());
    }

    static string NameOf(PolicyHook hook) => hook switch
    {
        PolicyHook.Request => "request",
        PolicyHook.Event => "event",
        PolicyHook.ChoiceEnd => "choice_end",
        _ => "ended",
    };
}
