using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>
/// Judges what a client of OpenAI Chat Completions was sent, by the rules of the format alone: knows nothing of the code that wrote it.
/// </summary>
public static class ChatGrammar
{
    /// <summary>The rules that an event stream breaks. A stream that ended with an error chunk is legal; one that just stops is not.</summary>
    /// <param name="stream">All bytes that were sent.</param>
    /// <param name="includeUsage">Whether the client set <c>stream_options.include_usage</c>.</param>
    public static IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream, bool includeUsage = false)
    {
        var judge = new ChatStreamJudge(includeUsage);
        foreach (var (name, data) in SseText.Events(stream, judge.Report))
            judge.Take(name, data);
        judge.End();
        return judge.Violations;
    }

    /// <summary>The rules that a whole body breaks.</summary>
    public static IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body)
    {
        var violations = new List<GrammarViolation>();
        var root = LooseJson.Parse(body.ToArray());
        if (root.ValueKind != JsonValueKind.Object)
            return [new("A14", "The body is not a JSON object.")];
        if (LooseJson.Field(root, "error").ValueKind == JsonValueKind.Object)
            return [];
        ChatBodyJudge.Check(root, (id, sentence) => violations.Add(new(id, sentence)));
        return violations;
    }
}
