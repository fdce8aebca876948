using System.Text.Json.Serialization;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Json;

namespace LuthienProxy.Host.Trials;

/// <summary>What came of a trial.</summary>
sealed record TrialView
{
    /// <summary>The call's id.</summary>
    [JsonConverter(typeof(TransactionIdJson))]
    public required TransactionId TransactionId { get; init; }

    /// <summary>How the call ended.</summary>
    [JsonConverter(typeof(SnakeCaseJson<CallState>))]
    public required CallState State { get; init; }

    /// <summary>What came: the prompt, and the upstream's answer.</summary>
    public CallSide Before { get; init; } = CallSide.Unknown;

    /// <summary>What went: upstream, and to who asked.</summary>
    public CallSide After { get; init; } = CallSide.Unknown;

    /// <summary>What the policies decided, in order.</summary>
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];

    /// <summary>The models that policies asked, in order.</summary>
    public IReadOnlyList<JudgeView> Judges { get; init; } = [];

    /// <summary>Why something is missing, in plain words.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
