using System.Collections.Immutable;

namespace LuthienProxy.Simulator;

/// <summary>The simulated models.</summary>
static class ModelCatalogue
{
    const string Greeting = "Hello! I am simulated: no key was needed, no model was asked, and every event of this answer is real. 🌍";

    public static ImmutableArray<Entry> All { get; } =
    [
        new("hello", _ => ScriptedAnswer.Of(AnswerPart.Text.Split(Greeting, 6))),
        new("text", n => ScriptedAnswer.SaysLong(n.Deltas(20), n.Size(8))),
        new("long", n => ScriptedAnswer.SaysLong(n.Deltas(1000), n.Size(40))),
        new("slow", n => ScriptedAnswer.SaysLong(n.Deltas(20), n.Size(12)) with { Pacing = new Pacing { BeforeFirstEvent = TimeSpan.FromMilliseconds(500), Every = TimeSpan.FromMilliseconds(200) } }),
        new("tools", n => ScriptedAnswer.Of(
            new AnswerPart.Text("Let me look at both."),
            AnswerPart.ToolCall.Fragmented(n.Tool ?? "get_weather", n.Arguments ?? """{"city":"Zürich","unit":"celsius"}"""),
            AnswerPart.ToolCall.Fragmented(n.Tool ?? "get_weather", """{"city":"東京","unit":"celsius"}"""))),
        new("thinking", n => ScriptedAnswer.Of(
            new AnswerPart.Reasoning(Fragments.Filler(n.Deltas(10), n.Size(12)), "c2ltdWxhdGVkLXNpZ25hdHVyZQ=="),
            AnswerPart.Text.Split("After some thought: yes.", 5)) with { Usage = new AnswerUsage(Reasoning: 9) }),
        new("refusal", _ => ScriptedAnswer.Of(new AnswerPart.Refusal(["I can", "not help ", "with that."]))),
        new("agent", n => ScriptedAnswer.Says(n.Text ?? "Done: the tool ran and I saw its result.")),
        new("judge", _ => ScriptedAnswer.Says(JudgeScript.Harmless)),
    ];

    public static Entry? Find(string name) => All.FirstOrDefault(e => e.Name == name);

    /// <summary>One model: its name after the prefix and what it says.</summary>
    public sealed record Entry(string Name, Func<ModelName, ScriptedAnswer> Answer);
}
