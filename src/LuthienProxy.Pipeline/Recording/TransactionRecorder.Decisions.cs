using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>What the policies decided, among the segments that it is about. Called from whatever thread a policy works on.</summary>
sealed partial class TransactionRecorder
{
    /// <summary>3. A policy has decided.</summary>
    public void Decided(PolicyDecided decision)
    {
        lock (_feed.Gate)
            AddDecision(decision with { Seen = Kept(decision.Seen) });
    }

    /// <summary>3. A policy has asked a model.</summary>
    public void Judged(JudgeCalled call)
    {
        lock (_feed.Gate)
            AddDecision(call with { Answer = Kept(call.Answer) });
    }

    void AddDecision(JournalEvent decision)
    {
        if (_feed.HasEnded)
        {
            PipelineTelemetry.DecisionTooLate();
            return;
        }
        _feed.Add(decision);
        Age();
    }

    // What a policy saw, or a judge says of it, may be what another policy removes.
    Payload? Kept(Payload? payload) => payload is Payload.Whole { Bytes: var bytes }
        ? _options.Content == JournalContent.Redacted ? PayloadKeeper.Redact(bytes) : _keeper.Keep(bytes)
        : payload;
}
