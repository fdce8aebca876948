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

    /// <summary>Whether anybody wants to know how long hooks take. While nobody does, nothing is timed.</summary>
    bool HearsHooks => false;

    /// <summary>A hook has returned, or was given up; told only while <see cref="HearsHooks"/>. Must not allocate: it is told for every event.</summary>
    void Ran(string policy, PolicyHook hook, TimeSpan took)
    {
    }

    /// <summary>A policy holds so many more bytes of text back (fewer when negative). Must not allocate: it is told for every event that is held.</summary>
    void Held(long change)
    {
    }
}
