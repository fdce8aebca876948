namespace LuthienProxy.Policies.Judges;

/// <summary>What a judge is asked.</summary>
/// <param name="Model">The model that shall answer.</param>
/// <param name="Instructions">The system prompt: the rule, and the form of the answer. Never holds what is judged.</param>
/// <param name="Content">What is judged, as the user's message.</param>
public sealed record JudgeQuestion(string Model, string Instructions, string Content)
{
    /// <summary>The most tokens the answer may have, reasoning included; default 1,024. A <see cref="JudgePolicy"/> takes <see cref="JudgeOptions.MaxOutputTokens"/>.</summary>
    public int MaxOutputTokens { get; init; } = 1024;

    /// <summary>What names the question: the SHA-256 of the model, the instructions and the content, in hexadecimal.</summary>
    public string Fingerprint => JudgeCache.KeyOf(this);
}
