using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies;

/// <summary>Where the decisions of one transaction go: the journal. Implementations must be thread-safe and must not block.</summary>
public interface IDecisionSink
{
    /// <summary>A policy has decided.</summary>
    void Decided(PolicyDecided decision);

    /// <summary>A policy has asked a model.</summary>
    void Judged(JudgeCalled call);

    /// <summary>Content went into a policy and nothing came out, without a word why: to be counted. A decision that says so follows.</summary>
    void Swallowed(string policy)
    {
    }
}
