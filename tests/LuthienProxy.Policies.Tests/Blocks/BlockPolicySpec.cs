using System.Text;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Policies.Tests.Blocks;

public sealed class BlockPolicySpec
{
    const string Secret = """{"command":"rm -rf /zzsecretzz /"}""";

    static readonly BlockDangerousCommandsPolicy Discreet = new(new() { Explanation = ExplanationDetail.ReasonOnly });

    public static TheoryData<string> Formats => ["anthropic-messages", "openai-chat", "openai-responses"];

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("Spec", "PP1")]
    [Trait("Spec", "I-25")]
    [Trait("Spec", "I-26")]
    public async Task A_blocked_call_must_leave_no_byte_in_any_copy_and_the_stop_be_corrected(string name)
    {
        var format = Format(name);
        var script = AnswerScript.Empty.Thinking("hm").Text("I will.").ToolCall("zzBashzz", Secret);
        var sent = new AnswerTestResult(script.Events(5), new(), TestRequests.Of(name));
        var test = PolicyTest.Of(Discreet) with { Request = TestRequests.Of(name) };
        var streamed = await test.StreamAsync(sent.StreamOf(format));
        var whole = await test.BodyAsync(sent.BodyOf(format));
        foreach (var bytes in new[] { streamed.StreamOf(format), whole.BodyOf(format) })
            Encoding.UTF8.GetString(bytes).ShouldSatisfyAllConditions(
                text => text.ShouldNotContain("zz"), text => text.ShouldNotContain("call_"), text => text.ShouldNotContain("tool_use"), text => text.ShouldNotContain("\"tool_calls\""),
                text => text.ShouldContain("It removes a directory"));
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("Spec", "I-24")]
    public async Task A_second_call_that_is_blocked_must_be_explained_before_the_first_that_survives(string name)
    {
        var script = AnswerScript.Empty.ToolCall("Bash", """{"command":"first"}""").ToolCall("Bash", Secret);
        var result = await (PolicyTest.Of(Discreet) with { Request = TestRequests.Of(name) }).AnswerAsync(script.Events());
        var stream = Encoding.UTF8.GetString(result.StreamOf(Format(name)));
        stream.ShouldNotContain("zz");
        stream.IndexOf("It removes a directory").ShouldBeInRange(1, stream.IndexOf("first", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(StopKind.MaxTokens, "max_tokens")]
    [InlineData(StopKind.Refusal, "refusal")]
    [InlineData(StopKind.PauseTurn, "pause_turn")]
    [Trait("Spec", "I-25")]
    public async Task Other_stop_reasons_must_stay(StopKind stop, string word)
    {
        var script = AnswerScript.Empty.Text("x").ToolCall("Bash", Secret) with { StopsFor = new(stop) };
        var result = await PolicyTest.Of(Discreet).AnswerAsync(script.Events());
        Encoding.UTF8.GetString(result.StreamOf(Format("anthropic-messages"))).ShouldContain($"\"{word}\"");
    }

    [Fact]
    [Trait("Spec", "PP3")]
    [Trait("Spec", "I-11")]
    public async Task What_comes_before_a_held_call_must_not_wait_and_choices_must_not_wait_for_each_other()
    {
        var decided = new TaskCompletionSource<BlockVerdict>();
        var policy = new WaitingPolicy(decided.Task);
        var events = AnswerScript.Empty.Text("before").ToolCall("Bash", "{}").Text("another choice", 1).Events();
        var probe = new List<ResponseEvent>();
        var running = Luthien.Streams.Source.From(events).Via(Run(policy)).ToMat(Luthien.Streams.Sink.ForEach<ResponseEvent>(next =>
        {
            probe.Add(next);
            _ = next is BlockDelta { Text: "another choice" } && decided.TrySetResult(BlockVerdict.Pass);
        }), Luthien.Streams.Keep.Right).Run(new Luthien.Streams.Materializer());
        await running.Value;
        probe.Count.ShouldBe(events.Count);
        probe.OfType<BlockDelta>().Select(delta => delta.Text).ShouldBe(["before", "another choice", "{}"]);
    }

    [Fact]
    [Trait("Spec", "I-33")]
    public async Task What_is_not_decided_when_the_answer_fails_must_never_leave()
    {
        var script = AnswerScript.Empty.Text("x").ToolCall("Bash", """{"command":"ls"}""") with { Failure = new(ErrorKind.Overloaded, "Too much.") };
        var result = await PolicyTest.Of(Discreet).AnswerAsync(script.Events());
        result.ToolCallsOf().ShouldBeEmpty();
        result.Events[^1].ShouldBeOfType<ResponseFailed>().Error.Kind.ShouldBe(ErrorKind.Overloaded);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    [Trait("Spec", "I-27")]
    public async Task An_answer_whose_content_was_all_dropped_must_not_be_empty(string name)
    {
        var test = PolicyTest.Of(new ByNamePolicy(BlockKinds.ToolCall)) with { Request = TestRequests.Of(name) };
        var result = await test.AnswerAsync(AnswerScript.Empty.Thinking("hm").ToolCall("Bash", """{"command":"rm x"}""").Events());
        result.TextOf().ShouldBe("[This answer was removed by policy 'ByNamePolicy-0'.]");
        Encoding.UTF8.GetString(result.BodyOf(Format(name))).ShouldContain("removed by policy");
        Encoding.UTF8.GetString(result.StreamOf(Format(name))).ShouldContain("removed by policy");
    }

    static IWireFormat Format(string name) => TestRequests.Formats.Single(format => format.Name == name);

    static Luthien.Streams.Flow<ResponseEvent, ResponseEvent, Luthien.Streams.NotUsed> Run(Policy policy) =>
        ((Chains.ChainLoad.Loaded)Chains.PolicyChain.Load([new() { Name = "p", Policy = policy }])).Chain
            .Begin(new() { Id = Protocol.Journal.TransactionId.New(TimeProvider.System), Request = TestRequests.Of("openai-chat"), Decisions = new DecisionList() }).Response;

    sealed class WaitingPolicy(Task<BlockVerdict> decided) : BlockPolicy
    {
        public override BlockKinds Kinds => BlockKinds.ToolCall;

        protected internal override ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation) => new(decided);
    }
}
