using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Policies;
using LuthienProxy.Protocol.Journal;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Chains;

/// <summary>Where the decisions about one call go: counted and, where one stopped or failed, logged, whether the call is recorded or not; then on record. Thread-safe.</summary>
/// <param name="id">The call.</param>
/// <param name="recorder">Its recorder; null when recording is off.</param>
/// <param name="log">Gets a line per block and failure, never with content.</param>
sealed class DecisionSink(TransactionId id, TransactionRecorder? recorder, ILogger log) : IDecisionSink
{
    /// <inheritdoc/>
    public void Decided(PolicyDecided decision)
    {
        PipelineTelemetry.Decided(decision);
        PipelineLog.Decided(log, id, decision);
        recorder?.Decided(decision);
    }

    /// <inheritdoc/>
    public void Judged(JudgeCalled call)
    {
        PipelineTelemetry.Judged(call);
        recorder?.Judged(call);
    }
}
