using LuthienProxy.Fixtures.Grammar;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatVerbatimSpec
{
    public static IEnumerable<object[]> Transcripts => ChatTranscripts.Names;

    [Theory]
    [MemberData(nameof(Transcripts))]
    [Trait("Spec", "I-35")]
    [Trait("Spec", "I-10")]
    [Trait("Spec", "I-29")]
    [Trait("Spec", "C9")]
    [Trait("Spec", "H5")]
    [Trait("Spec", "H10")]
    public void A_legal_stream_must_leave_byte_for_byte_without_a_repair(string name)
    {
        var sent = Chats.Through(ChatTranscripts.Of(name), Chats.WithUsage);

        sent.Text.ShouldBe(ChatTranscripts.Of(name));
        sent.Repairs.Total.ShouldBe(0);
        sent.Emitter.HasEnded.ShouldBeTrue();
        sent.ShouldBeLegal(includeUsage: true);
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    [Trait("Spec", "H3")]
    public void Each_frame_must_leave_before_the_next_one_comes(string name)
    {
        var whole = ChatTranscripts.Of(name);
        var frames = whole.Split("\n\n")[..^1];
        var counts = Enumerable.Range(1, frames.Length).Select(n => string.Join("\n\n", frames.Take(n)) + "\n\n").ToList();

        counts.Select(part => Chats.Through(part, Chats.WithUsage).Text).ShouldBe(counts);
    }

    [Theory]
    [MemberData(nameof(Transcripts))]
    [Trait("Spec", "I-12")]
    public void Every_frame_must_give_at_least_one_event(string name) =>
        Chats.Frames(ChatTranscripts.Of(name)).ShouldAllBe(events => events.Count > 0);

    [Fact]
    [Trait("Spec", "I-08")]
    [Trait("Spec", "I-31")]
    public void The_usage_behind_the_stop_must_be_told_and_delivered()
    {
        var usage = Chats.Decode(ChatTranscripts.OpenAIText).OfType<UsageReported>().Single().Usage;

        usage.ShouldBe(new TokenUsage { Input = 9, Output = 4, CacheRead = 2, Reasoning = 1 });
        Chats.Through(ChatTranscripts.OpenAIText, Chats.WithUsage).Text.ShouldContain("\"cached_tokens\":2");
    }

    [Fact]
    [Trait("Spec", "H5")]
    public void A_character_split_over_two_deltas_must_be_told_as_its_two_halves()
    {
        var texts = Chats.Decode(ChatTranscripts.OpenAIText).OfType<BlockDelta>().Select(delta => delta.Text);

        texts.ShouldBe(["Hello", " \ud83c", "\udf0d"]);
    }

    [Fact]
    [Trait("Spec", "I-09")]
    [Trait("Spec", "C8")]
    public void All_choices_and_all_tool_calls_of_a_chunk_must_be_told()
    {
        var twoChoices = Chats.Decode(ChatTranscripts.TwoChoices);
        var tools = Chats.Decode(ChatTranscripts.WholeToolsInOneChunk).OfType<BlockStarted>().Select(block => block.Tool);

        twoChoices.OfType<BlockStarted>().Select(block => block.Choice).ShouldBe([1, 0]);
        twoChoices.OfType<ChoiceStopped>().Select(stop => (stop.Choice, stop.Reason.Kind)).ShouldBe([(1, StopKind.MaxTokens), (0, StopKind.EndTurn)]);
        tools.ShouldBe([new ToolCallHead("call_a", "A"), new ToolCallHead("call_b", "B", IsCustom: true)]);
    }

    [Fact]
    [Trait("Spec", "I-04")]
    [Trait("Spec", "I-05")]
    public void Interleaved_tool_calls_must_each_be_told_whole()
    {
        var events = Chats.Decode(ChatTranscripts.OpenAIParallelTools);
        var calls = events.OfType<BlockStarted>().ToDictionary(
            block => block.Tool!.Name,
            block => string.Concat(events.OfType<BlockDelta>().Where(delta => delta.Block == block.Block).Select(delta => delta.Text)));

        calls["Bash"].ShouldBe("""{"command":"ls"}""");
        calls["Read"].ShouldBe("{}");
    }

    [Fact]
    [Trait("Spec", "I-11")]
    public void Blocks_must_begin_and_end_where_the_kind_changes()
    {
        var events = Chats.Decode(Chats.Role + Chats.Text("a") + Chats.Call(0, "call_a", "A", "{}") + Chats.Text("b") + Chats.Finish("tool_calls") + Chats.Done);

        events.Select(next => next.GetType().Name).ShouldBe(
        [
            "ResponseStarted", "BlockStarted", "BlockDelta", "BlockCompleted", "BlockStarted", "BlockDelta", "BlockStarted", "BlockDelta",
            "BlockCompleted", "BlockCompleted", "ChoiceStopped", "ResponseCompleted",
        ]);
    }

    [Fact]
    public void A_format_validator_must_agree_that_these_streams_are_legal() =>
        ChatTranscripts.All.ShouldAllBe(stream => ChatGrammar.CheckStream(System.Text.Encoding.UTF8.GetBytes(stream), true).Count == 0);
}
