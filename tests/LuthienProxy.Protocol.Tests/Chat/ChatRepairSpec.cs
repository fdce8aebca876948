using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Protocol.Tests.Chat;

public sealed class ChatRepairSpec
{
    [Fact]
    [Trait("Spec", "I-03")]
    public void Text_and_stop_in_one_chunk_must_be_split_and_both_survive()
    {
        var sent = Chats.Through(Chats.Role + Chats.Delta("\"content\":\"Hi\"", "\"stop\"") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.SplitFrame].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-01")]
    [Trait("Spec", "I-02")]
    public void A_stop_with_each_piece_of_a_tool_call_must_leave_once_after_the_last()
    {
        const string tool = "\"tool_calls\":[{\"index\":0,";
        var sent = Chats.Through(
            Chats.Role
            + Chats.Delta(tool + "\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"name\":\"A\",\"arguments\":\"{\"}}]", "\"tool_calls\"")
            + Chats.Delta(tool + "\"function\":{\"arguments\":\"}\"}}]", "\"tool_calls\"")
            + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldEndWith(Chats.Arguments(0, "}") + Chats.Finish("tool_calls") + Chats.Done);
        Said.Of(Chats.Decode(sent.Text)).ShouldContain("{}");
    }

    [Fact]
    [Trait("Spec", "C2")]
    public void A_repeated_role_must_be_taken_out()
    {
        var repeating = Chats.Delta("\"role\":\"assistant\",\"content\":\"Hi\"");
        var sent = Chats.Through(Chats.Role + repeating + repeating + Chats.Finish("stop") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.DuplicateStart].ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "C2")]
    public void A_missing_role_must_be_brought()
    {
        var sent = Chats.Through(Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.CompletedFrame].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "C4")]
    [Trait("Spec", "I-05")]
    public void A_repeated_id_and_name_must_be_taken_out()
    {
        var sent = Chats.Through(
            Chats.Role + Chats.Call(0, "call_a", "A", "{") + Chats.Call(0, "call_a", "A", "}") + Chats.Finish("tool_calls") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain(Chats.Arguments(0, "}"));
        sent.Repairs[Repair.DuplicateBlock].ShouldBe(1);
    }

    [Theory]
    [InlineData("\"index\":0,", "\"index\":0,")]
    [InlineData("", "")]
    [InlineData("\"index\":4,", "\"index\":7,")]
    [InlineData("\"index\":1,", "\"index\":2,")]
    [Trait("Spec", "C4")]
    [Trait("Spec", "I-04")]
    public void Wrong_tool_indices_must_be_renumbered(string first, string second)
    {
        const string call = "\"tool_calls\":[{INDEX\"id\":\"call_N\",\"type\":\"function\",\"function\":{\"name\":\"N\",\"arguments\":\"{}\"}}]";
        var sent = Chats.Through(
            Chats.Role
            + Chats.Delta(call.Replace("INDEX", first).Replace("N\"", "A\""))
            + Chats.Delta(call.Replace("INDEX", second).Replace("N\"", "B\""))
            + Chats.Finish("tool_calls") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain("\"index\":0,\"id\":\"call_A\"");
        sent.Text.ShouldContain("\"index\":1,\"id\":\"call_B\"");
        sent.Repairs[Repair.Renumbered].ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Spec", "C4")]
    [Trait("Spec", "C10")]
    public void A_tool_call_without_id_and_type_must_get_them()
    {
        var sent = Chats.Through(
            Chats.Role + Chats.Delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"A\",\"arguments\":\"{}\"}}]") + Chats.Finish("tool_calls") + Chats.Done)
            .ShouldBeLegal();

        Chats.Decode(sent.Text).OfType<BlockStarted>().Single().Tool!.Id.ShouldMatch("^call_[0-9a-f]{24}$");
        sent.Repairs[Repair.BrokenToolCall].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "C4")]
    public void A_name_that_comes_late_must_come_first()
    {
        var sent = Chats.Through(
            Chats.Role
            + Chats.Delta("\"tool_calls\":[{\"index\":0,\"id\":\"call_a\",\"type\":\"function\",\"function\":{\"arguments\":\"{\"}}]")
            + Chats.Delta("\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"A\",\"arguments\":\"}\"}}]")
            + Chats.Finish("tool_calls") + Chats.Done).ShouldBeLegal();

        Said.Of(Chats.Decode(sent.Text)).ShouldContain("Id = call_a, Name = A, IsCustom = False } {}");
    }

    [Theory]
    [InlineData("tool_calls", "stop")]
    [InlineData("function_call", "stop")]
    [Trait("Spec", "C5")]
    public void A_stop_for_tools_without_tools_must_become_a_plain_stop(string told, string expected)
    {
        var sent = Chats.Through(Chats.Role + Chats.Text("Hi") + Chats.Finish(told) + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain($"\"finish_reason\":\"{expected}\"");
        sent.Repairs[Repair.CorrectedStop].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "C5")]
    public void A_plain_stop_after_tools_must_say_so()
    {
        var sent = Chats.Through(Chats.Role + Chats.Call(0, "call_a", "A", "{}") + Chats.Finish("stop") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain("\"finish_reason\":\"tool_calls\"");
    }

    [Fact]
    [Trait("Spec", "C3")]
    public void What_follows_the_stop_must_be_dropped()
    {
        var sent = Chats.Through(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Text("more") + Chats.Finish("stop") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.AfterStop].ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "C3")]
    [Trait("Spec", "I-33")]
    public void A_call_whose_end_follows_the_stop_must_fail_the_answer()
    {
        var sent = Chats.Through(Chats.Role + Chats.Call(0, "call_a", "A", "[1") + Chats.Finish("tool_calls") + Chats.Arguments(0, "]") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldContain("\"error\"");
        sent.Text.ShouldNotContain("[DONE]");
    }

    [Theory]
    [InlineData("{}", "stop")]
    [InlineData("tool", "tool_calls")]
    [Trait("Spec", "C3")]
    public void A_missing_stop_must_be_made_from_the_content(string content, string expected)
    {
        var body = content == "tool" ? Chats.Call(0, "call_a", "A", "{}") : Chats.Text("Hi");
        var sent = Chats.Through(Chats.Role + body + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldEndWith(Chats.Finish(expected) + Chats.Done);
        sent.Repairs[Repair.MissingStop].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "C1")]
    public void An_identity_that_changes_must_be_kept()
    {
        var sent = Chats.Through(
            Chats.Role + Chats.Text("Hi").Replace("chatcmpl-1", "other").Replace("gpt-x", "gpt-y") + Chats.Finish("stop").Replace("1700000000", "1700000009") + Chats.Done)
            .ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Text("Hi") + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.ChangedIdentity].ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "C1")]
    [Trait("Spec", "C6")]
    public void Chunks_must_get_what_they_lack()
    {
        var sent = Chats.Through(
            "event: x\ndata: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"Hi\"}}]}\n\ndata: {\"vendor\":1}\n\ndata: {\"choices\":[{\"finish_reason\":\"stop\"}]}\n\ndata: [DONE] \n\n")
            .ShouldBeLegal();

        Said.Of(Chats.Decode(sent.Text)).ShouldContain("Text Hi");
        sent.Text.ShouldContain("\"vendor\":1,\"choices\":[]");
    }

    [Fact]
    [Trait("Spec", "C6")]
    public void Usage_in_every_chunk_must_leave_once_at_the_end()
    {
        var sent = Chats.Through(
            Chats.Role.Replace("}]}", "}],\"usage\":{\"prompt_tokens\":1}}")
            + Chats.Text("Hi").Replace("}]}", "}],\"usage\":{\"prompt_tokens\":2}}")
            + Chats.Finish("stop").Replace("}]}", "}],\"usage\":{\"prompt_tokens\":3}}") + Chats.Done,
            Chats.WithUsage).ShouldBeLegal(includeUsage: true);

        sent.Text.ShouldEndWith(Chats.Chunk("", ",\"usage\":{\"prompt_tokens\":3}") + Chats.Done);
        sent.Text.ShouldNotContain("\"prompt_tokens\":2");
    }

    [Fact]
    [Trait("Spec", "C6")]
    public void Usage_that_nobody_asked_for_must_not_leave()
    {
        var sent = Chats.Through(Chats.Role + Chats.Finish("stop") + Chats.Chunk("", ",\"usage\":{\"prompt_tokens\":3}") + Chats.Done).ShouldBeLegal();

        sent.Text.ShouldBe(Chats.Role + Chats.Finish("stop") + Chats.Done);
        sent.Repairs[Repair.MisplacedUsage].ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "I-36")]
    public void Arguments_that_are_no_JSON_must_pass()
    {
        var stream = Chats.Role + Chats.Call(0, "call_a", "A", "{\\\"x\\\":") + Chats.Finish("tool_calls") + Chats.Done;

        Chats.Through(stream).Text.ShouldBe(stream);
    }
}
