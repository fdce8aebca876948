using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Policies.Testing;

namespace LuthienProxy.Policies.Tests.Arbitrary;

/// <summary>Answers as models give them, full of what the policies under test look for.</summary>
static class Answers
{
    static readonly string[] Words =
    [
        "colour", "Colour", "COLOUR", "col", "colo", "colou", "our", "abc", "abcd", "ab", "a", "b", "aab", "x", " ", " ", "\n", ".", "é", "🌍", "ß", "ǅ", "\"", "\\",
        "a@b.co", "jane.doe@example.org", "sk-abcdefghijklmnopqrstuvwx", "AKIAIOSFODNN7EXAMPLE", "123-45-6789", "4111 1111 1111 1111", "hello", "rm -rf /", "forbidden",
    ];

    static readonly string[] Tools = ["Bash", "Write", "get_weather", "forbidden"];

    /// <summary>Any answer of one choice.</summary>
    public static Arbitrary<AnswerScript> Any() => Arb.From(Script(1), Shorter);

    /// <summary>Any answer of up to two choices, for the one format that has them.</summary>
    public static Arbitrary<AnswerScript> WithChoices() => Arb.From(Gen.Choose(1, 2).SelectMany(Script), Shorter);

    /// <summary>Ways to cut the texts of an answer: piece sizes, over and over; empty for not at all.</summary>
    public static Arbitrary<int[]> Cuts() => Arb.From(
        Gen.Choose(0, 5).SelectMany(count => Gen.Frequency((3, Gen.Choose(1, 3)), (1, Gen.Choose(1, 30))).ArrayOf(count)),
        sizes => sizes.Length == 0 ? [] : [[]]);

    /// <summary>Any text of the words that policies look for.</summary>
    public static Gen<string> Text() => Gen.Choose(0, 8).SelectMany(count => Gen.Elements(Words).ArrayOf(count)).Select(string.Concat);

    static Gen<AnswerScript> Script(int choices) =>
        from thinking in Gen.Choose(0, 3)
        from texts in Gen.Choose(0, 2).SelectMany(count => Text().ArrayOf(count))
        from tools in Gen.Choose(0, 3).SelectMany(count => Tool().ArrayOf(count))
        from others in Gen.Choose(0, 1).SelectMany(count => Text().ArrayOf(count))
        select Script(thinking == 0, texts, tools, choices == 1 ? [] : others);

    static AnswerScript Script(bool thinks, string[] texts, (string Name, string Arguments)[] tools, string[] others)
    {
        var script = thinks ? AnswerScript.Empty.Thinking("colour of thought") : AnswerScript.Empty;
        script = texts.Aggregate(script, (soFar, text) => soFar.Text("x" + text));
        script = others.Aggregate(script, (soFar, text) => soFar.Text("y" + text, 1));
        return tools.Aggregate(script, (soFar, tool) => soFar.ToolCall(tool.Name, tool.Arguments));
    }

    static Gen<(string Name, string Arguments)> Tool() =>
        from name in Gen.Elements(Tools)
        from key in Gen.Elements("command", "colour", "abc")
        from text in Text()
        select (name, System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, object> { [key] = text, ["n"] = 12 }));

    static IEnumerable<AnswerScript> Shorter(AnswerScript script) =>
        script.Blocks.Select(block => script with { Blocks = script.Blocks.Remove(block) });
}
