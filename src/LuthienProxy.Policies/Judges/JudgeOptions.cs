using System.ComponentModel;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.Judges;

/// <summary>How a judge is asked. Immutable.</summary>
public record JudgeOptions
{
    /// <summary>The upstream that is asked, with a key of the server's own; the client's key is never used.</summary>
    [Description("The upstream that is asked, with a key of the server's own.")]
    public required string Upstream { get; init; }

    /// <summary>The model that is asked.</summary>
    [Description("The model that is asked.")]
    public required string Model { get; init; }

    /// <summary>From which probability on something is blocked, 0 to 1; 0.5 by default.</summary>
    [Description("From which probability on something is blocked, 0 to 1.")]
    public double Threshold { get; init; } = 0.5;

    /// <summary>How long one attempt may take, in seconds; 20 by default.</summary>
    [Description("How long one attempt may take, in seconds.")]
    public double TimeoutSeconds { get; init; } = 20;

    /// <summary>How often it is asked again when there is no usable answer; 2 by default.</summary>
    [Description("How often it is asked again when there is no usable answer.")]
    public int Retries { get; init; } = 2;

    /// <summary>How many tokens the judge's answer may have, reasoning included; 1,024 by default. One that is cut off there is no answer.</summary>
    [Description("How many tokens the judge's answer may have, reasoning included.")]
    public int MaxOutputTokens { get; init; } = 1024;

    /// <summary>How many questions of one answer may be under way at once; 4 by default.</summary>
    [Description("How many questions of one answer may be under way at once.")]
    public int Concurrency { get; init; } = 4;

    /// <summary>How many answers are remembered, by the content that was judged; 1,000 by default, 0 for none.</summary>
    [Description("How many answers are remembered, by the content that was judged; 0 for none.")]
    public int CacheEntries { get; init; } = 1000;

    /// <summary>For how long an answer is remembered, in seconds; 3,600 by default.</summary>
    [Description("For how long an answer is remembered, in seconds.")]
    public double CacheSeconds { get; init; } = 3600;

    /// <summary>What happens when the judge gives no usable answer; Closed by default.</summary>
    [Description("What happens when the judge gives no usable answer: Closed or Open.")]
    public FailureMode OnFailure { get; init; }

    /// <summary>What the explanation shows of what was blocked.</summary>
    [Description("What the explanation shows of what was blocked: Content or ReasonOnly.")]
    public ExplanationDetail Explanation { get; init; }
}
