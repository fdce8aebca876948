using System.Text.Json;
using System.Text.Json.Serialization;

namespace LuthienProxy.Policies.Judges;

/// <summary>What a judge says.</summary>
/// <param name="Probability">How sure it is that the rule is broken, 0 to 1.</param>
/// <param name="Explanation">Why, in a sentence or two for people.</param>
public sealed record JudgeAnswer(double Probability, string Explanation)
{
    /// <summary>What is kept of an explanation, in characters: some ten sentences. It goes to readers and on record.</summary>
    const int LongestExplanation = 1000;

    static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNameCaseInsensitive = false,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Reads an answer strictly: one JSON object with exactly these two fields and nothing around it but a code fence.</summary>
    /// <exception cref="JudgeException">It is anything else. What a judge did not clearly say, it did not say.</exception>
    public static JudgeAnswer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        try
        {
            var answer = JsonSerializer.Deserialize<JudgeAnswer>(WithoutFence(text.Trim()), Strict);
            return answer is { Probability: >= 0 and <= 1 }
                ? answer with { Explanation = Shortened(answer.Explanation) }
                : throw new JudgeException("the judge gave no probability from 0 to 1.");
        }
        catch (JsonException)
        {
            throw new JudgeException("the judge did not answer in the form it was asked for.");
        }
    }

    /// <summary>The answer in the form that <see cref="Parse"/> reads.</summary>
    internal byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, Strict);

    static string Shortened(string explanation)
    {
        if (explanation.Length <= LongestExplanation)
            return explanation;
        var end = char.IsHighSurrogate(explanation[LongestExplanation - 1]) ? LongestExplanation - 1 : LongestExplanation;
        return explanation[..end] + "…";
    }

    static string WithoutFence(string text)
    {
        if (!text.StartsWith("```", StringComparison.Ordinal) || !text.EndsWith("```", StringComparison.Ordinal) || text.IndexOf('\n') is not (> 0 and var line) || text.Length < line + 4)
            return text;
        return text[(line + 1)..^3];
    }
}
