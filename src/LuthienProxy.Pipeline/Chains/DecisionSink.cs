using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Protocol.Journal;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Chains;

/// <summary>Where the decisions about one call go: counted and, where one stopped or failed, logged, whether the call is recorded or not; then told to those who watch, and on record. Thread-safe.</summary>
/// <param name="exchange">The call.</param>
/// <param name="log">Gets a line per block and failure, never with content.</param>
sealed class DecisionSink(Exchange exchange, ILogger log) : IDecisionSink
{
    /// <inheritdoc/>
    public void Decided(PolicyDecided decision)
    {
        PipelineTelemetry.Decided(decision);
        PipelineLog.Decided(log, exchange.Call.Id, decision);
        exchange.Recorder?.Decided(decision);
        exchange.TellDecision(decision);
        Count(decision);
    }

    void Count(PolicyDecided decision)
    {
        if (exchange.Policies?.Meters is not { } meters || decision.Stage >= meters.Count)
            return;
        if (decision.Verdict == PolicyVerdict.Error)
            meters[decision.Stage].CountError();
        else if (decision.Verdict is PolicyVerdict.Drop or PolicyVerdict.Block)
            meters[decision.Stage].CountDrop();
    }

    /// <inheritdoc/>
    public void Judged(JudgeCalled call)
    {
        PipelineTelemetry.Judged(call);
        exchange.Recorder?.Judged(call);
    }

    /// <inheritdoc/>
    public void Swallowed(string policy) => PipelineTelemetry.Swallowed(policy);

    /// <inheritdoc/>
    public bool HearsHooks => PipelineTelemetry.HearsHooks;

    /// <inheritdoc/>
    public void Ran(string policy, PolicyHook hook, TimeSpan took) => PipelineTelemetry.Ran(policy, hook, took);

    /// <inheritdoc/>
    public void Held(long change) => exchange.PoliciesHold(change);
}
