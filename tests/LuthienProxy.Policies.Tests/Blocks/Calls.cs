using System.Text.Json;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.Blocks;

/// <summary>Shows a policy one tool call and says what it decided.</summary>
static class Calls
{
    /// <summary>A shell call in the words of one agent or another.</summary>
    public static PolicyVerdict Shell(BlockPolicy policy, string command)
    {
        var verdicts = Verdicts(policy, command);
        verdicts.Distinct().Count().ShouldBe(1, "Both agents' forms mean the same.");
        return verdicts[0];
    }

    /// <summary>What it decided in the words of each agent.</summary>
    public static PolicyVerdict[] Verdicts(BlockPolicy policy, string command) =>
        [Of(policy, "Bash", new { command }), Of(policy, "shell", new { command = new[] { "bash", "-lc", command } })];

    /// <summary>Any call.</summary>
    public static PolicyVerdict Of(BlockPolicy policy, string tool, object arguments) => Of(policy, tool, JsonSerializer.Serialize(arguments));

    /// <summary>A call of a tool that takes free text.</summary>
    public static PolicyVerdict Custom(BlockPolicy policy, string tool, string input) =>
        PolicyTest.Of(policy).Run(AnswerScript.Empty.CustomToolCall(tool, input).Events(3)).Record.Decisions.Single().Verdict;

    /// <summary>A call with arguments as the model wrote them.</summary>
    public static PolicyVerdict Of(BlockPolicy policy, string tool, string arguments) =>
        PolicyTest.Of(policy).Run(AnswerScript.Empty.ToolCall(tool, arguments).Events(3)).Record.Decisions.Single().Verdict;
}
