using System.Text.Json;

namespace LuthienProxy.Cli.Answers;

/// <summary>Something that happened, out of the activity stream; which members there are depends on its type.</summary>
sealed record HappenedEvent
{
    public required string Type { get; init; }

    public required DateTimeOffset At { get; init; }

    public string? Node { get; init; }

    public string? TransactionId { get; init; }

    public string? Model { get; init; }

    public string? Path { get; init; }

    public string? State { get; init; }

    /// <summary>Of a decision the policy's name; of an opened call the instance that it runs under.</summary>
    public JsonElement? Policy { get; init; }

    public string? Verdict { get; init; }

    public string? Reason { get; init; }

    public string? Dependency { get; init; }

    public string? Detail { get; init; }

    public string? Name { get; init; }

    public string? Error { get; init; }

    public int? Version { get; init; }

    public int? Status { get; init; }

    public long? Bytes { get; init; }

    public long? Deltas { get; init; }

    public long? Missed { get; init; }

    public double? AfterMs { get; init; }

    public double? DurationMs { get; init; }

    public double? Probability { get; init; }

    public bool? IsShadow { get; init; }
}
