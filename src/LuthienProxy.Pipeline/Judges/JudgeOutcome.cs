using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>What came of one question. A closed choice.</summary>
abstract record JudgeOutcome
{
    JudgeOutcome()
    {
    }

    /// <summary>The model answered.</summary>
    public sealed record Answered(string Text) : JudgeOutcome;

    /// <summary>There is no answer.</summary>
    /// <param name="Cause">What the policy is told.</param>
    /// <param name="IsBroken">Whether the upstream itself is at fault, and not the question, the key or the model's answer.</param>
    public sealed record Failed(JudgeException Cause, bool IsBroken) : JudgeOutcome;

    /// <summary>Nobody waited for it any more.</summary>
    /// <param name="Waited">How long somebody had.</param>
    public sealed record Abandoned(TimeSpan Waited) : JudgeOutcome;
}
