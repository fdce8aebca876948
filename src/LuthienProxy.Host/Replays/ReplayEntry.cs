using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Diff;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Host.Replays;

/// <summary>One recorded call, and what it would have come to.</summary>
sealed record ReplayEntry
{
    /// <summary>The call's id.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId TransactionId { get; init; }

    /// <summary>What lists show of it; null when it is not on record.</summary>
    public CallSummary? Call { get; init; }

    /// <summary>How what would have been differs.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ReplayChange>))]
    public ReplayChange Change { get; init; } = ReplayChange.Unknown;

    /// <summary>What the policies made of it then; with <c>against = none</c>, what none would have.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ReplayVerdict>))]
    public ReplayVerdict Before { get; init; } = ReplayVerdict.Unknown;

    /// <summary>What these policies would have made of it.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ReplayVerdict>))]
    public ReplayVerdict After { get; init; } = ReplayVerdict.Unknown;

    /// <summary>The HTTP status that the client would have seen; null for none.</summary>
    public int? Status { get; init; }

    /// <summary>What the client would have been told; null for no error.</summary>
    public string? Error { get; init; }

    /// <summary>What the policies decided then, in order.</summary>
    public IReadOnlyList<ReplayDecisionView> DecisionsBefore { get; init; } = [];

    /// <summary>What these policies decided, in order.</summary>
    public IReadOnlyList<ReplayDecisionView> Decisions { get; init; } = [];

    /// <summary>Where answers of judges came from.</summary>
    public ReplayJudgesView Judges { get; init; } = new(0, 0, 0);

    /// <summary>How long these policies took, in milliseconds: what they would have added, judges left out.</summary>
    public double PolicyMs { get; init; }

    /// <summary>What would have gone upstream beside what did; null unless it differs and was asked for.</summary>
    public RequestDiff? Request { get; init; }

    /// <summary>What the client would have got beside what it got; null unless it differs and was asked for.</summary>
    public ResponseDiff? Response { get; init; }

    /// <summary>What cannot be said, and why, in plain words.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
