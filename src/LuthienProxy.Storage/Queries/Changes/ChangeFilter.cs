using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Queries.Changes;

/// <summary>Which changes are asked for: those that meet every condition that is set. All null: all changes.</summary>
public sealed record ChangeFilter
{
    /// <summary>What was done, exactly.</summary>
    public string? Action { get; init; }

    /// <summary>Who did it, exactly.</summary>
    public string? Actor { get; init; }

    /// <summary>What it was done to, exactly.</summary>
    public string? Subject { get; init; }

    /// <summary>The gateway process that was asked.</summary>
    public string? Node { get; init; }

    /// <summary>What became of it.</summary>
    public ChangeOutcome? Outcome { get; init; }

    /// <summary>Begun at this time or later; counted in milliseconds.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Begun before this time; counted in milliseconds.</summary>
    public DateTimeOffset? To { get; init; }
}
