using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies;

/// <summary>Where the decisions of one transaction go: the journal. Implementations must be thread-safe and must not block.</summary>
public interface IDecisionSink
{
    /// <summary>A policy has decided.</summary>
    void Decided(PolicyDecided decision);

    /// <summary>A policy has asked a model.</summary>
    void Judged(JudgeCalled call);
}
