using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Activity.Feed;

/// <summary>What a published event can be filtered by; null where it says nothing of that. Immutable.</summary>
sealed record EventFacts
{
    /// <summary>What happened.</summary>
    public required string Type { get; init; }

    /// <summary>Where.</summary>
    public required string Node { get; init; }

    /// <summary>The call that it is about, as 32 hexadecimal digits.</summary>
    public string? TransactionId { get; init; }

    /// <summary>The call's model.</summary>
    public string? Model { get; init; }

    /// <summary>The call's session.</summary>
    public string? SessionId { get; init; }

    /// <summary>The configured policies that the call runs under.</summary>
    public string? Instance { get; init; }

    /// <summary>The policy that decided.</summary>
    public string? Policy { get; init; }

    /// <summary>Those of an event of this node.</summary>
    public static EventFacts Of(ActivityEvent happened, string node) => happened is CallEvent { Call: var call }
        ? new()
        {
            Type = happened.Type,
            Node = node,
            TransactionId = call.TransactionId.ToString(),
            Model = call.Model,
            SessionId = call.SessionId,
            Instance = call.Instance,
            Policy = (happened as CallDecided)?.Policy,
        }
        : new() { Type = happened.Type, Node = node };
}
