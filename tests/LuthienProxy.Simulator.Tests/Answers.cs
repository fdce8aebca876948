namespace LuthienProxy.Simulator.Tests;

/// <summary>Answers that the specs of all formats share.</summary>
static class Answers
{
    public static readonly ScriptedAnswer Rich = ScriptedAnswer.Of(
        new AnswerPart.Reasoning(["Let me ", "think."], "sig-1=="),
        new AnswerPart.RedactedReasoning("redacted-2=="),
        AnswerPart.Text.Split("Grüße \"aus\" 東京 🌍\n", 3),
        AnswerPart.ToolCall.Fragmented("Bash", """{"command":"echo hi"}""", 4),
        new AnswerPart.ToolCall("ls", [])) with { Usage = new AnswerUsage(Input: 10, Output: 20, CacheRead: 5, CacheWrite: 3, Reasoning: 4) };

    public static string TextOf(ScriptedAnswer answer) => string.Concat(answer.Parts.OfType<AnswerPart.Text>().SelectMany(t => t.Deltas));
}
