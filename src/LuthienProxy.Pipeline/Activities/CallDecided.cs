using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Activities;

/// <summary>A policy decided about a call.</summary>
public sealed record CallDecided : CallEvent
{
    const int LongestReason = 500;

    /// <inheritdoc/>
    public override string Type => "policy.decided";

    /// <summary>The policy that decided.</summary>
    public required string Policy { get; init; }

    /// <summary>The version of the configuration it ran with.</summary>
    public int Version { get; init; }

    /// <summary>Its place in the chain, from 0.</summary>
    public int Stage { get; init; }

    /// <summary>What it decided.</summary>
    public required PolicyVerdict Verdict { get; init; }

    /// <summary>Whether it only looked on.</summary>
    public bool IsShadow { get; init; }

    /// <summary>Why, in words for people.</summary>
    public string? Reason { get; init => field = EventText.CutOrNull(value, LongestReason); }

    /// <summary>The block of the answer that it is about; null for the request or the whole answer.</summary>
    public int? Block { get; init; }

    /// <summary>How sure it was, 0 to 1, where it says so.</summary>
    public double? Probability { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public double TookMs { get; init => field = Math.Round(value, 1); }

    /// <summary>A decision as it goes on record, for those who watch.</summary>
    public static CallDecided Of(CallFacts call, DateTimeOffset at, PolicyDecided decided) => new()
    {
        At = at,
        Call = call,
        Policy = decided.Policy,
        Version = decided.Version,
        Stage = decided.Stage,
        Verdict = decided.Verdict,
        IsShadow = decided.IsShadow,
        Reason = decided.Reason,
        Block = decided.Block,
        Probability = decided.Probability,
        TookMs = decided.Took.TotalMilliseconds,
    };
}
