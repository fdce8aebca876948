namespace LuthienProxy.Simulator.Speech;

/// <summary>An answer about to be said: what the speakers need to know and nothing of HTTP.</summary>
sealed record Telling(ScriptedAnswer Answer, string Model, int Choices, bool IncludeUsage, long Created)
{
    public AnswerUsage Usage { get; } = Answer.Usage ?? new AnswerUsage(0, 0);

    public AnswerStop Stop { get; } = Answer.EffectiveStop;

    /// <summary>The answer's id.</summary>
    public static string Id(string prefix) => prefix + Nonce.Placeholder;

    /// <summary>The id of the n-th thing in the answer.</summary>
    public static string Id(string prefix, int n) => $"{prefix}{Nonce.Placeholder}{n:x2}";
}
