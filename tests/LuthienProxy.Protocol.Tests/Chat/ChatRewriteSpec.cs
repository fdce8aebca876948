using System.Text.RegularExpressions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatRewriteSpec
{
    [Fact]
    [Trait("Spec", "I-06")]
    [Trait("Spec", "C9")]
    public void A_changed_text_must_leave_in_its_own_chunk_without_what_repeats_it()
    {
        var events = Chats.Decode(ChatTranscripts.OpenAIText).Select(next => next is BlockDelta { Text: "Hello" } delta ? delta with { Text = "Bye\ud83c" } : next);

        var sent = Chats.Emit(events, Chats.WithUsage).ShouldBeLegal(includeUsage: true);

        sent.Text.ShouldContain("\"system_fingerprint\":\"fp_1\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Bye\\ud83c\"},\"logprobs\":null,\"finish_reason\":null}]");
        sent.Text.ShouldNotContain("Hello");
        sent.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "C9")]
    public void Changed_texts_must_each_leave_with_what_else_their_own_chunk_holds()
    {
        string[] others = ["", "", ",\"extra\":1", ",\"extra\":1", ",\"extra\":2", ""];
        string[] chunks = [.. others.Select(other => Chats.Chunk("""{"index":0,"delta":{"content":"old"},"finish_reason":null}""", other))];
        var events = Chats.Decode(Chats.Role + string.Concat(chunks) + Chats.Finish("stop") + Chats.Done).Select(next => next is BlockDelta { Text: "old" } delta ? delta with { Text = "new" } : next);

        var sent = Chats.Emit(events).ShouldBeLegal();

        sent.Text.Split("data: ").Count(chunk => chunk.Contains("\"new\"", StringComparison.Ordinal)).ShouldBe(others.Length);
        sent.Text.Split("data: ").Where(chunk => chunk.Contains("\"new\"", StringComparison.Ordinal)).Select(Extra).ShouldBe(["", "", "1", "1", "2", ""]);
        sent.Text.ShouldNotContain("old");
    }

    [Fact]
    [Trait("Spec", "I-06")]
    public void Changed_reasoning_must_not_leave_its_structured_copy()
    {
        var events = Chats.Decode(ChatTranscripts.Reasoning).Select(next => next is BlockDelta { Text: " me" } delta ? delta with { Text = " you" } : next);

        var sent = Chats.Emit(events, Chats.WithUsage).ShouldBeLegal();

        sent.Text.ShouldContain("\"reasoning\":\" you\"");
        sent.Text.ShouldNotContain("\" me\"");
        sent.Text.ShouldContain("reasoning.encrypted");
        sent.Repairs[Repair.RebuiltCopy].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "C4")]
    [Trait("Spec", "C5")]
    public void A_tool_call_that_was_taken_out_must_leave_no_byte_and_no_gap()
    {
        var events = Chats.Decode(ChatTranscripts.OpenAIParallelTools);
        var first = events.OfType<BlockStarted>().First().Block;

        var sent = Chats.Emit(events.Where(next => !IsOf(next, first))).ShouldBeLegal();

        sent.Text.ShouldNotContain("call_a");
        sent.Text.ShouldNotContain("Bash");
        sent.Text.ShouldContain("\"index\":0,\"id\":\"call_b\"");
        sent.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "I-52")]
    public void A_text_put_before_the_stop_must_leave_before_it()
    {
        var events = Chats.Decode(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        var at = events.FindIndex(next => next is ChoiceStopped);
        events.InsertRange(at, [new BlockStarted(new(90), BlockKind.Text), new BlockDelta(new(90), DeltaKind.Text) { Text = "!" }, new BlockCompleted(new(90))]);

        var sent = Chats.Emit(events).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Text("!") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs.Total.ShouldBe(0);
    }

    [Fact]
    [Trait("Spec", "I-04")]
    public void A_tool_call_made_here_without_arguments_must_have_an_empty_object()
    {
        var sent = Chats.Emit([
            new ResponseStarted("x", "m"), new BlockStarted(new(0), BlockKind.ToolCall) { Tool = new("call_1", "f") }, new BlockCompleted(new(0)),
            new ChoiceStopped(0, new(StopKind.ToolUse)), new ResponseCompleted()]).ShouldBeLegal();

        Said.Of(Chats.Decode(sent.Text)).ShouldContain("{}");
        sent.Repairs.Total.ShouldBe(0);
    }

    static string Extra(string chunk) => Regex.Match(chunk, "(?<=\"extra\":)[0-9]").Value;

    static bool IsOf(ResponseEvent next, BlockId block) => next switch
    {
        BlockStarted x => x.Block == block,
        BlockDelta x => x.Block == block,
        BlockCompleted x => x.Block == block,
        _ => false,
    };
}
