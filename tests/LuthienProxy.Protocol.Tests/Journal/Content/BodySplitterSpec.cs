using System.Diagnostics;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Journal.Content;

public sealed class BodySplitterSpec
{
    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(400);

    static readonly string Long = new('x', BodySplitter.MinValue);

    [Fact]
    [Trait("Spec", "002-02")]
    public void A_request_must_come_back_to_the_byte() => Prop.ForAll(Bodies.Requests().ToArbitrary(), ComesBack).Check(Config);

    [Fact]
    public void A_damaged_request_must_come_back_to_the_byte() => Prop.ForAll(Bodies.Damaged().ToArbitrary(), ComesBack).Check(Config);

    [Fact]
    public void Noise_must_come_back_to_the_byte() => Prop.ForAll(Bodies.Noise().ToArbitrary(), ComesBack).Check(Config);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{} trailing")]
    [InlineData("""{"messages":[[{"role":"user"}],7,{"role":"user"},"x"]}""")]
    [InlineData("""{"messages":[{"role":"user"}],"messages":[{"role":"user"},{"role":"assistant"}],"input":[{}]}""")]
    public void Odd_shapes_must_come_back_to_the_byte(string body) => ComesBack(Encoding.UTF8.GetBytes(body)).ShouldBeTrue();

    [Fact]
    [Trait("Spec", "H10")]
    public void Deep_nesting_must_come_back_to_the_byte()
    {
        ComesBack(Encoding.UTF8.GetBytes(Jsons.Nested(800))).ShouldBeTrue();
        ComesBack(Encoding.UTF8.GetBytes(Jsons.Nested(100_000))).ShouldBeTrue();
    }

    [Fact]
    public void Long_texts_and_tools_must_become_contents()
    {
        var split = Split($$"""{"tools":[{"name":"{{Long}}"}],"messages":[{"role":"user","content":"{{Long}}"},{"role":"user","content":"short"}]}""");

        split.Contents.Select(content => Encoding.UTF8.GetString(content.Bytes.Span)).ShouldBe([$$"""[{"name":"{{Long}}"}]""", Long]);
        split.Envelope.Length.ShouldBeLessThan(120);
    }

    [Fact]
    public void Items_must_be_chained()
    {
        var split = Split("""{"messages":[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]}""");

        split.Items.Select(item => item.Depth).ShouldBe([0, 1]);
        split.Items[0].Parent.ShouldBeNull();
        split.Items[1].Parent.ShouldBe(split.Items[0].Hash);
    }

    [Fact]
    public void The_same_message_behind_another_history_must_be_another_item()
    {
        var one = Split("""{"messages":[{"content":"a"},{"content":"z"}]}""");
        var other = Split("""{"messages":[{"content":"b"},{"content":"z"}]}""");

        one.Items[1].Skeleton.ToArray().ShouldBe(other.Items[1].Skeleton.ToArray());
        one.Items[1].Hash.ShouldNotBe(other.Items[1].Hash);
    }

    [Fact]
    [Trait("Spec", "002-02")]
    public void A_turn_that_moves_its_cache_marks_must_add_small_skeletons_only()
    {
        const string Mark = ""","cache_control":{"type":"ephemeral"}""";
        var first = Split($$"""{"messages":[{"content":[{"type":"text","text":"{{Long}}"{{Mark}} }]}]}""");
        var second = Split($$"""{"messages":[{"content":[{"type":"text","text":"{{Long}}"}]},{"content":[{"type":"text","text":"new"{{Mark}} }]}]}""");

        second.Contents.Select(content => content.Hash).ShouldBe(first.Contents.Select(content => content.Hash));
        second.Items.Sum(item => item.Skeleton.Length).ShouldBeLessThan(200);
    }

    [Fact]
    public void Where_the_instructions_stand_must_be_told()
    {
        Split($$"""{"system":[{"text":"{{Long}}"}],"messages":[]}""").Instructions.Length.ShouldBe(Long.Length + 13);
        Encoding.UTF8.GetString(Split("""{"instructions":"be brief","input":"hi"}""").Instructions.Span).ShouldBe("\"be brief\"");
        Encoding.UTF8.GetString(Split("""{"instructions":"be brief","input":"hi"}""").PlainInput.Span).ShouldBe("\"hi\"");
    }

    [Fact]
    public void A_body_that_lacks_a_part_must_be_known_as_such()
    {
        var split = Split($$"""{"messages":[{"content":"{{Long}}"}]}""");
        var parts = SplitParts.Of(split);
        parts.Contents.Clear();

        BodyAssembler.Assemble(split.Envelope, split.Size, parts).ShouldBeNull();
        BodyAssembler.Assemble(split.Envelope, split.Size, new SplitParts()).ShouldBeNull();
        BodyAssembler.Assemble(split.Envelope, split.Size + 1, SplitParts.Of(split)).ShouldBeNull();
    }

    [Fact]
    public void A_damaged_skeleton_must_be_refused() =>
        Prop.ForAll(Bodies.Noise().ToArbitrary(), noise =>
        {
            Skeleton.TryRead((byte[])[Skeleton.Version, .. noise], out var parts);
            return parts is null || parts.Count <= noise.Length;
        }).Check(Config);

    [Fact]
    public void Half_a_megabyte_must_be_split_in_milliseconds()
    {
        var message = $$"""{"role":"user","content":[{"type":"text","text":"{{new string('w', 2500)}}"}]}""";
        var body = Encoding.UTF8.GetBytes($$"""{"messages":[{{string.Join(',', Enumerable.Repeat(message, 200))}}]}""");
        BodySplitter.Split(body);
        var best = Enumerable.Range(0, 20).Min(_ => Took(body));

        // 2 ms on a quiet machine.
        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(20));
    }

    static TimeSpan Took(byte[] body)
    {
        var start = Stopwatch.GetTimestamp();
        BodySplitter.Split(body);
        return Stopwatch.GetElapsedTime(start);
    }

    static SplitBody Split(string body) => BodySplitter.Split(Encoding.UTF8.GetBytes(body));

    static bool ComesBack(byte[] body)
    {
        var split = BodySplitter.Split(body);
        return BodyAssembler.Assemble(split.Envelope, split.Size, SplitParts.Of(split)) is { } back && back.Span.SequenceEqual(body);
    }
}
