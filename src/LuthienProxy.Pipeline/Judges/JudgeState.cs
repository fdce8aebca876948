namespace LuthienProxy.Pipeline.Judges;

/// <summary>Whether a judge is asked.</summary>
public enum JudgeState
{
    /// <summary>It is.</summary>
    Closed,

    /// <summary>One question is tried.</summary>
    HalfOpen,

    /// <summary>It is not: whoever asks is refused at once.</summary>
    Open,
}
