using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.PolicyFaults;

/// <summary>A policy whose versions can be told apart by what they make of an answer.</summary>
static class Replacing
{
    const string Mark = "MARK";

    /// <summary>An answer that shows many times, over a while, which version was at work.</summary>
    public static ScriptedAnswer Marked { get; } =
        ScriptedAnswer.Of(new AnswerPart.Text([.. Enumerable.Repeat(Mark + " ", 12)])) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(5) } };

    /// <summary>The body of <c>POST /admin/policy/enable</c> for the version of this number.</summary>
    public static string Version(int number) =>
        $$"""{ "name": "marks", "policy": "StringReplacement", "config": { "pairs": [ { "find": "{{Mark}}", "replace": "{{Word(number)}}" } ] } }""";

    /// <summary>What that version writes.</summary>
    public static string Word(int number) => $"v{number}";

    /// <summary>All versions that an answer shows traces of; without a policy the mark itself.</summary>
    public static IReadOnlyList<string> Traces(HeardAnswer answer) => [.. answer.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct()];
}
