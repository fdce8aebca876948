namespace LuthienProxy.Policies;

/// <summary>What one stage may take for one transaction. Immutable.</summary>
public sealed record PolicyLimits
{
    /// <summary>
    /// The longest <see cref="DecisionTimeout"/>: 4 minutes. Claude Code and Codex give an answer up when nothing real came for 300 s, and no keep-alive helps while a
    /// tool call is held (protocols.md, 3.3).
    /// </summary>
    public static readonly TimeSpan LongestDecision = TimeSpan.FromMinutes(4);

    /// <summary>How long one decision may take, judges and their retries included; default 60 s. Work that never awaits cannot be interrupted.</summary>
    public TimeSpan DecisionTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many characters a stage may hold back at once; default 4,194,304, which is more than any tool call that providers allow.</summary>
    public int MaxHeldCharacters { get; init; } = 4 * 1024 * 1024;

    /// <summary>How often a stage may ask a judge in one transaction; default 64. Answers from the cache do not count.</summary>
    public int MaxJudgeCalls { get; init; } = 64;

    /// <summary>How many events may wait for a stage in <see cref="StageMode.Shadow"/> before it gives up; default 4,096. Delivery never waits for it.</summary>
    public int ShadowBuffer { get; init; } = 4096;
}
