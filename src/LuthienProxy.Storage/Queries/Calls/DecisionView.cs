using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Events;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>What a policy decided.</summary>
public sealed record DecisionView
{
    /// <summary>The event's sequence number.</summary>
    public required int Sequence { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The policy's instance name.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the configuration it ran with.</summary>
    public int Version { get; init; }

    /// <summary>Its place in the chain, from 0.</summary>
    public int Stage { get; init; }

    /// <summary>Whether it only looked on.</summary>
    public bool IsShadow { get; init; }

    /// <summary>What it decided.</summary>
    [JsonConverter(typeof(SnakeCaseJson<PolicyVerdict>))]
    public required PolicyVerdict Verdict { get; init; }

    /// <summary>Why, in words for people.</summary>
    public string? Reason { get; init; }

    /// <summary>The index of the answer's block it is about; null for the request or the whole answer.</summary>
    public int? Block { get; init; }

    /// <summary>How sure it was, 0 to 1, where it says so.</summary>
    public double? Probability { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double TookMs { get; init; }

    /// <summary>What it saw; null where the original on record shows it.</summary>
    public BodyView? Seen { get; init; }
}
