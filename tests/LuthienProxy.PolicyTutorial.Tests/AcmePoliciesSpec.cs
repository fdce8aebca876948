using LuthienProxy.Policies;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Protocol.Journal;

namespace Acme.Policies;

public sealed class AcmePoliciesSpec
{
    static readonly AnswerScript Answer = AnswerScript.Empty.Text("Let me look!! Then write!").ToolCall("Read", """{"path":"a.txt"}""").ToolCall("Write", """{"path":"b.txt"}""");

    [Fact]
    public async Task A_tool_that_is_not_on_the_list_must_be_blocked()
    {
        var result = await PolicyTest.Of(new OnlyToolsPolicy(new() { Tools = ["Read"] })).AnswerAsync(Answer.Events(4));
        result.ToolCallsOf().Select(call => call.Tool).ShouldBe(["Read"]);
        result.TextOf().ShouldContain("Only these tools may be used here: Read.");
        result.Record.Decisions.Select(decision => decision.Verdict).ShouldBe([PolicyVerdict.Forward, PolicyVerdict.Block]);
    }

    [Fact]
    public void An_empty_list_must_be_refused() =>
        Should.Throw<PolicyException>(() => PolicyTest.Of(new OnlyToolsPolicy(new() { Tools = [] })));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(100)]
    public async Task Shouting_must_end_however_the_answer_is_cut(int size)
    {
        var result = await PolicyTest.Of(new CalmPolicy()).AnswerAsync(Answer.Events(size));
        result.TextOf().ShouldBe("Let me look. Then write.");
    }

    [Fact]
    public async Task Every_client_must_get_a_legal_answer()
    {
        var result = await PolicyTest.Of(new OnlyToolsPolicy(new() { Tools = ["Read"] }), new CalmPolicy()).AnswerAsync(Answer.Events(4));
        TestRequests.Formats.ShouldAllBe(format => result.StreamOf(format).Length > 0 && result.BodyOf(format).Length > 0);
    }
}
