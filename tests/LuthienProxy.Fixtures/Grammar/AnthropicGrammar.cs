using System.Text.Json;

namespace LuthienProxy.Fixtures.Grammar;

/// <summary>
/// Judges what a client of Anthropic Messages was sent, by the rules of the format alone: knows nothing of the code that wrote it.
/// </summary>
public static class AnthropicGrammar
{
    /// <summary>The rules that an event stream breaks. A stream that ended with an error event is legal; one that just stops is not.</summary>
    public static IReadOnlyList<GrammarViolation> CheckStream(ReadOnlySpan<byte> stream)
    {
        var judge = new AnthropicStreamJudge();
        foreach (var (name, data) in SseText.Events(stream, judge.Report))
            judge.Take(name, data);
        judge.End();
        return judge.Violations;
    }

    /// <summary>The rules that a whole message breaks.</summary>
    public static IReadOnlyList<GrammarViolation> CheckBody(ReadOnlySpan<byte> body)
    {
        var violations = new List<GrammarViolation>();
        var message = LooseJson.Parse(body.ToArray());
        if (message.ValueKind != JsonValueKind.Object)
            return [new("A14", "The body is not a JSON object.")];
        var judge = new AnthropicMessageJudge((id, sentence) => violations.Add(new(id, sentence)));
        judge.CheckHead(message);
        foreach (var block in LooseJson.Items(message, "content"))
            judge.TakeBlock(block, isWhole: true);
        judge.CheckStop(LooseJson.Text(message, "stop_reason"));
        return violations;
    }
}
