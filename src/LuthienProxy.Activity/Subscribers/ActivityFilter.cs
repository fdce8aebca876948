using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Publishing;

namespace LuthienProxy.Activity.Subscribers;

/// <summary>What a subscriber wants to see; null wants everything. Whatever an event says nothing of does not fit. Gaps concern everybody. Immutable.</summary>
public sealed record ActivityFilter
{
    /// <summary>Everything.</summary>
    public static ActivityFilter Everything { get; } = new();

    /// <summary>The types that a filter may name.</summary>
    public static IReadOnlyCollection<string> KnownTypes => EventTypes.All;

    /// <summary>The terminal states that a filter may name.</summary>
    public static IReadOnlyCollection<string> KnownStatuses => EventTypes.Statuses;

    /// <summary>One call, as 32 hexadecimal digits.</summary>
    public string? TransactionId { get; init; }

    /// <summary>One session's calls.</summary>
    public string? SessionId { get; init; }

    /// <summary>One model's calls.</summary>
    public string? Model { get; init; }

    /// <summary>These types of events.</summary>
    public IReadOnlySet<string>? Types { get; init; }

    /// <summary>Calls under this configured instance, and decisions of this policy.</summary>
    public string? Policy { get; init; }

    /// <summary>One node's events.</summary>
    public string? Node { get; init; }

    /// <summary>Ends of calls in this state.</summary>
    public string? Status { get; init; }

    internal bool Admits(Entry entry) => entry.Facts is not { } facts || (IsWanted(facts.Node, Node)
        && IsWanted(facts.TransactionId, TransactionId)
        && IsWanted(facts.SessionId, SessionId)
        && IsWanted(facts.Model, Model)
        && (Types is null || Types.Contains(facts.Type))
        && (Policy is null || facts.Instance == Policy || facts.Policy == Policy)
        && (Status is null || EventTypes.IsEnd(facts.Type, Status)));

    static bool IsWanted(string? value, string? wanted) => wanted is null || value == wanted;
}
