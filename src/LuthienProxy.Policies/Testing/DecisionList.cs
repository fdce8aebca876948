using System.Collections.Concurrent;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Testing;

/// <summary>Keeps decisions for a test to look at. Thread-safe.</summary>
public sealed class DecisionList : IDecisionSink
{
    readonly ConcurrentQueue<PolicyDecided> _decisions = new();
    readonly ConcurrentQueue<JudgeCalled> _judgeCalls = new();

    /// <summary>The decisions so far, in order.</summary>
    public IReadOnlyList<PolicyDecided> Decisions => [.. _decisions];

    /// <summary>The questions to judges so far, in order.</summary>
    public IReadOnlyList<JudgeCalled> JudgeCalls => [.. _judgeCalls];

    /// <inheritdoc/>
    public void Decided(PolicyDecided decision) => _decisions.Enqueue(decision);

    /// <inheritdoc/>
    public void Judged(JudgeCalled call) => _judgeCalls.Enqueue(call);
}
