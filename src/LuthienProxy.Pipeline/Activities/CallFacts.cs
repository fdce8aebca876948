using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>What every event of a call says about the call, and what watchers filter by. Made once for each call that is watched. Immutable.</summary>
public sealed record CallFacts
{
    /// <summary>The longest of these texts, in UTF-16 units.</summary>
    const int Longest = 256;

    /// <summary>The call.</summary>
    public required TransactionId TransactionId { get; init; }

    /// <summary>The model that is asked for; empty when the call is about none.</summary>
    public required string Model { get; init => field = EventText.Cut(value, Longest); }

    /// <summary>The agent's session; null where there is none.</summary>
    public string? SessionId { get; init => field = EventText.CutOrNull(value, Longest); }

    /// <summary>The configured policies that it runs under; null where none are.</summary>
    public string? Instance { get; init => field = EventText.CutOrNull(value, Longest); }

    /// <summary>How far the call has come, looked at about once a second while somebody watches; null where nobody can tell.</summary>
    public ICallGauge? Gauge { get; init; }
}
