namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>The answer as the upstream sent it beside what was delivered, aligned block by block.</summary>
public sealed record ResponseDiff
{
    /// <summary>Whether the bytes differ; also true where only what is shown nowhere below does.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The blocks: text, reasoning, tool calls and the rest.</summary>
    public IReadOnlyList<ContentChange> Blocks { get; init; } = [];

    /// <summary>Why the model stopped, in the provider's word.</summary>
    public required ValueChange StopReason { get; init; }

    /// <summary>The error that the answer is, or ends with.</summary>
    public required ValueChange Error { get; init; }
}
