namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>The request as the client sent it beside what went upstream. Lists hold every entry in order; what is the same holds no content twice.</summary>
public sealed record RequestDiff
{
    /// <summary>Whether the bytes differ; also true where only what is shown nowhere below does, such as white space.</summary>
    public bool IsChanged { get; init; }

    /// <summary>The model.</summary>
    public required ValueChange Model { get; init; }

    /// <summary>The system prompt's pieces.</summary>
    public IReadOnlyList<ContentChange> System { get; init; } = [];

    /// <summary>The tools' definitions.</summary>
    public IReadOnlyList<ValueChange> Tools { get; init; } = [];

    /// <summary>The other fields of the body that have no place of their own here.</summary>
    public IReadOnlyList<ValueChange> Parameters { get; init; } = [];

    /// <summary>The history; messages that are the same have no content here.</summary>
    public IReadOnlyList<MessageChange> Messages { get; init; } = [];
}
