using LuthienProxy.Storage.Queries.Events;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>A model that a policy asked.</summary>
public sealed record JudgeView
{
    /// <summary>The event's sequence number.</summary>
    public required int Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy's instance name.</summary>
    public required string Policy { get; init; }

    /// <summary>The upstream that was asked.</summary>
    public required string Upstream { get; init; }

    /// <summary>The model that was asked.</summary>
    public required string Model { get; init; }

    /// <summary>Whether the answer came from the cache.</summary>
    public bool IsCached { get; init; }

    /// <summary>How many attempts it took.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took, all attempts together, in milliseconds.</summary>
    public double TookMs { get; init; }

    /// <summary>The answer as it came; null when there was none.</summary>
    public BodyView? Answer { get; init; }

    /// <summary>Why there is no usable answer; null when there is one.</summary>
    public string? Failure { get; init; }
}
