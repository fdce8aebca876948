using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>What the policies decided, among the segments that it is about. Called from whatever thread a policy works on.</summary>
sealed partial class TransactionRecorder
{
    const string ReasonNotKept = "(not kept: journal.content)";

    // Decisions about a request that has yet to go on: as many as its policies make.
    List<JournalEvent>? _early;

    /// <summary>3. A policy has decided.</summary>
    public void Decided(PolicyDecided decision)
    {
        lock (_feed.Gate)
            AddDecision(decision with { Seen = Kept(decision.Seen), Reason = KeptReason(decision) });
    }

    /// <summary>3. A policy has asked a model.</summary>
    public void Judged(JudgeCalled call)
    {
        lock (_feed.Gate)
            AddDecision(call with { Answer = Kept(call.Answer) });
    }

    // Words about content that was stopped, and a judge's words, may quote what another policy removes. What the client was told is on record as delivered.
    string? KeptReason(PolicyDecided decision) =>
        _options.Content != JournalContent.Full && (decision.Verdict is PolicyVerdict.Block or PolicyVerdict.Drop || decision.Probability is not null) && decision.Reason is not null
            ? ReasonNotKept
            : decision.Reason;

    void AddDecision(JournalEvent decision)
    {
        if (_feed.HasEnded)
        {
            PipelineTelemetry.DecisionTooLate();
            return;
        }
        // What was asked comes first on every record; what is kept of it is known only when the request goes on.
        if (_received is not null)
        {
            (_early ??= []).Add(decision);
            return;
        }
        _feed.Add(decision);
        Age();
    }

    void AddEarlyDecisions()
    {
        _early?.ForEach(_record);
        _early = null;
    }

    // What a policy saw, or a judge says of it, may be what another policy removes.
    Payload? Kept(Payload? payload) => payload is Payload.Whole { Bytes: var bytes }
        ? _options.Content == JournalContent.Redacted ? PayloadKeeper.Redact(bytes) : _keeper.Keep(bytes)
        : payload;
}
