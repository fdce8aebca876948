using System.Collections.Immutable;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Policies;

/// <summary>Any number of tool calls in one answer, through the policies that hold them back, in each format, streamed and not, over a real gateway.</summary>
[Trait("Category", "E2E")]
public sealed class ToolMatrixSpec(PolicyHouse house) : IClassFixture<PolicyHouse>
{
    const string Opening = "Let me look at all of them.";
    const string Judge = "\"upstream\": \"judge\", \"model\": \"claude-that-judges\"";

    public static TheoryData<SimulatorApi, bool, int> Cells => Every.Triple(Enum.GetValues<SimulatorApi>(), [true, false], [1, 2, 3, 4, 5, 6, 7, 8]);

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Spec", "000-02a")]
    [Trait("Spec", "I-57")]
    public async Task The_teaching_judge_must_leave_the_calls_that_it_allows(SimulatorApi api, bool stream, int tools) =>
        await MustBlockAsync($$"""{ "policy": "SimpleToolCallJudge", "config": { {{Judge}} } }""", api, stream, tools);

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Spec", "000-02a")]
    [Trait("Spec", "I-57")]
    public async Task The_judge_of_tool_calls_must_leave_the_calls_that_it_allows(SimulatorApi api, bool stream, int tools) =>
        await MustBlockAsync($$"""{ "policy": "ToolCallJudge", "config": { {{Judge}}, "cacheEntries": 0 } }""", api, stream, tools);

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Spec", "000-02a")]
    [Trait("Spec", "I-57")]
    public async Task The_judge_of_everything_must_leave_the_calls_that_it_allows(SimulatorApi api, bool stream, int tools) =>
        await MustBlockAsync($$"""{ "policy": "SimpleJudge", "config": { {{Judge}}, "rules": [ "Nothing is condemned." ] } }""", api, stream, tools);

    [Theory]
    [MemberData(nameof(Cells))]
    [Trait("Spec", "000-02a")]
    public async Task A_replacement_in_arguments_must_leave_all_calls_as_they_are_but_for_that(SimulatorApi api, bool stream, int tools)
    {
        await house.UseAsync($$"""{ "policy": "StringReplacement", "config": { "pairs": [ { "find": "{{PolicyHouse.Condemned}}", "replace": "replaced" } ], "targets": "Text, ToolArguments" } }""");
        foreach (var condemned in Subsets(tools))
        {
            var calls = Calls(tools, condemned);

            var heard = await PlayAsync(calls, api, stream);

            heard.Text.ShouldBe(Opening);
            heard.Calls.ShouldBe(calls.Select(call => Said(call).Replace(PolicyHouse.Condemned, "replaced", StringComparison.Ordinal)));
        }
    }

    async Task MustBlockAsync(string policy, SimulatorApi api, bool stream, int tools)
    {
        await house.UseAsync(policy);
        foreach (var condemned in Subsets(tools))
        {
            var calls = Calls(tools, condemned);

            var heard = await PlayAsync(calls, api, stream);

            heard.Calls.ShouldBe(calls.Where((_, index) => !condemned(index)).Select(Said));
            heard.Text.ShouldStartWith(Opening);
            heard.Text.Split(PolicyHouse.Sentence).Length.ShouldBe(1 + calls.Where((_, index) => condemned(index)).Count());
        }
    }

    async Task<HeardAnswer> PlayAsync(ImmutableArray<AnswerPart.ToolCall> calls, SimulatorApi api, bool stream)
    {
        house.Upstream.Answers.Then(ScriptedAnswer.Of([AnswerPart.Text.Split(Opening, 3), .. calls]));
        using var client = new RawClient(house.Gateway.Address);
        var heard = await client.AskAsync(api, "matrix", stream);
        heard.Violations.ShouldBeEmpty();
        heard.End.ShouldBe(HeardEnd.Complete);
        return heard;
    }

    // None, the first, the last, every second, all.
    static IEnumerable<Func<int, bool>> Subsets(int tools) => [_ => false, index => index == 0, index => index == tools - 1, index => index % 2 == 1, _ => true];

    static ImmutableArray<AnswerPart.ToolCall> Calls(int tools, Func<int, bool> condemned) =>
    [
        .. Enumerable.Range(0, tools).Select(index => AnswerPart.ToolCall.Fragmented(
            $"tool_{index}", $$"""{"step":{{index}},"city":"東京","note":"{{(condemned(index) ? PolicyHouse.Condemned : "fine")}}"}""")),
    ];

    static string Said(AnswerPart.ToolCall call) => $"{call.Name}({string.Concat(call.Arguments)})";
}
