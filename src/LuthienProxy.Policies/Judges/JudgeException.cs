namespace LuthienProxy.Policies.Judges;

/// <summary>A judge gave no answer, or none that can be used.</summary>
public sealed class JudgeException : PolicyException
{
    /// <summary>States why, without quoting content.</summary>
    /// <param name="message">Why there is no answer.</param>
    /// <param name="mayRetry">Whether asking again can help.</param>
    /// <param name="inner">What lies beneath.</param>
    public JudgeException(string message, bool mayRetry = true, Exception? inner = null)
        : base(message, inner) => MayRetry = mayRetry;

    /// <summary>Whether asking again can help.</summary>
    public bool MayRetry { get; }

    /// <summary>How long the judge asks to be left alone before it is asked again; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
