using System.Text.Json;

namespace LuthienProxy.Storage.Queries.Events;

/// <summary>One event of a call.</summary>
public sealed record EventView
{
    /// <summary>Its place: 1, 2, 3, … without a gap.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What happened, in snake_case: <c>opened</c>, <c>request_received</c>, <c>original_segment</c>, ….</summary>
    public required string Type { get; init; }

    /// <summary>What the event says besides its bytes; names in snake_case.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>Its bytes; null for an event without.</summary>
    public BodyView? Body { get; init; }
}
