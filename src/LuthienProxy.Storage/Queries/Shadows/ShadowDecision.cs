using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Storage.Queries.Shadows;

/// <summary>A decision that had no effect.</summary>
/// <param name="TransactionId">The call that it was about.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Verdict">What it decided.</param>
/// <param name="Reason">Why, in words for people.</param>
/// <param name="Probability">How sure it was, 0 to 1, where it says so.</param>
public sealed record ShadowDecision(
    [property: JsonConverter(typeof(TransactionIdJson))] TransactionId TransactionId,
    DateTimeOffset At,
    [property: JsonConverter(typeof(SnakeCaseJson<PolicyVerdict>))] PolicyVerdict Verdict,
    string? Reason,
    double? Probability);
