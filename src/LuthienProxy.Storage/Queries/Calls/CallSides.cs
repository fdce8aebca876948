namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>A call before and after its policies, each side whole.</summary>
public sealed record CallSides
{
    /// <summary>What lists show of it.</summary>
    public required CallSummary Call { get; init; }

    /// <summary>What came: from the client, from the upstream.</summary>
    public required CallSide Before { get; init; }

    /// <summary>What went: upstream, to the client.</summary>
    public required CallSide After { get; init; }

    /// <summary>What the policies decided, in order.</summary>
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];

    /// <summary>The models that policies asked, in order.</summary>
    public IReadOnlyList<JudgeView> Judges { get; init; } = [];

    /// <summary>Why content is missing or not whole, in plain words; empty when it is all there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
