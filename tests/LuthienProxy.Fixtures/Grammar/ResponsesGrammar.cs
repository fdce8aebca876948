using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>
/// Judges what a client of OpenAI Responses was sent, by the rules of the format alone: knows nothing of the code that wrote it.
/// </summary>
public static class ResponsesGrammar
{
    /// <summary>The rules that an event stream breaks. A stream that ended with <c>response.failed</c> is legal; one that just stops is not.</summary>
    public static IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream)
    {
        var judge = new ResponsesStreamJudge();
        foreach (var (name, data) in SseText.Events(stream, judge.Report))
            judge.Take(name, data);
        judge.End();
        return judge.Violations;
    }

    /// <summary>The rules that a whole response breaks.</summary>
    public static IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body)
    {
        var violations = new List<GrammarViolation>();
        var response = LooseJson.Parse(body.ToArray());
        if (response.ValueKind != JsonValueKind.Object)
            return [new("R2", "The body is not a JSON object.")];
        ResponsesObjectJudge.CheckEnd(response, (id, sentence) => violations.Add(new(id, sentence)));
        return violations;
    }
}
