using System.Text.Json;
using System.Text.Json.Serialization;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Changes;

/// <summary>A change by an administrator, as it is on record. Immutable.</summary>
public sealed record ChangeEntry
{
    /// <summary>Its id.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId Id { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The gateway process that was asked.</summary>
    public required string Node { get; init; }

    /// <summary>Who did it.</summary>
    public required string Actor { get; init; }

    /// <summary>By what credential and from where: <c>key 127.0.0.1</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What was done: the operation's name in the OpenAPI document.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to; null when to the gateway itself.</summary>
    public required string? Subject { get; init; }

    /// <summary>Particulars, a JSON object; null when there are none.</summary>
    public required JsonElement? Detail { get; init; }

    /// <summary>What became of it.</summary>
    [JsonConverter(typeof(SnakeCaseJson<ChangeOutcome>))]
    public required ChangeOutcome Outcome { get; init; }
}
