using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Testing;
using LuthienProxy.Policies.Tests.Arbitrary;
using LuthienProxy.Policies.Text;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Tests.StringReplacement;

public sealed class StringReplacementSpec
{
    [Theory]
    [InlineData("a colour", "a color")]
    [InlineData("Colour COLOUR colour cOlour", "Color COLOR color color")]
    [InlineData("colourcolour", "colorcolor")]
    [InlineData("colo", "colo")]
    [InlineData("colocolour", "colocolor")]
    public void Capitals_must_be_those_of_what_is_replaced(string text, string expected) =>
        Run(Policy([new("colour", "color")], capitals: true), text, 1).ShouldBe(expected);

    [Theory]
    [InlineData("aab", "XY")]
    [InlineData("ab", "Y")]
    [InlineData("aaab", "aXY")]
    public void The_first_pair_of_the_list_that_matches_must_win(string text, string expected) =>
        Run(Policy([new("aab", "XY"), new("ab", "Y")]), text, 1).ShouldBe(expected);

    [Fact]
    public void A_replacement_must_not_be_replaced_again() => Run(Policy([new("a", "aa")]), "a a", 1).ShouldBe("aa aa");

    [Fact]
    public void Only_the_longest_live_partial_match_may_wait()
    {
        var events = PolicyTest.Of(Policy([new("colour", "color")])).Run(AnswerScript.Empty.Text("the col is colour").Events(6)).Events;
        events.OfType<BlockDelta>().Select(delta => delta.Text).ShouldBe(["the ", "col is ", "color"], ignoreOrder: false);
    }

    [Fact]
    [Trait("Spec", "A9")]
    public void Reasoning_and_the_names_and_structure_of_JSON_must_stay()
    {
        var policy = Policy([new("colour", "color")], targets: TextTargets.All);
        var result = PolicyTest.Of(policy).Run(AnswerScript.Empty.Thinking("colour").ToolCall("paint", """{ "colour": "colour \u0063olour", "n":1.0 }""").Events(2));
        result.ToolCallsOf().Single().Arguments.ShouldBe("""{ "colour": "color color", "n":1.0 }""");
        string.Concat(result.Events.OfType<BlockDelta>().Where(delta => delta is { Block.Value: 0, Kind: DeltaKind.Text }).Select(delta => delta.Text)).ShouldBe("colour");
    }

    [Fact]
    [Trait("Spec", "PP8")]
    public void An_answer_that_the_client_wants_as_JSON_must_stay_JSON()
    {
        var request = TestRequests.Of("openai-chat", """{"model":"m","messages":[],"response_format":{"type":"json_schema","json_schema":{"name":"t","schema":{}}}}"""u8.ToArray());
        var test = PolicyTest.Of(Policy([new("title", "\"quoted\"\n")])) with { Request = request };
        test.Run(AnswerScript.Empty.Text("""{"title": "A title"}""").Events(3)).TextOf().ShouldBe("""{"title": "A \"quoted\"\n"}""");
    }

    [Fact]
    public async Task Requests_must_be_replaced_when_that_is_asked_for()
    {
        var policy = new StringReplacementPolicy(new() { Pairs = [new("hello", "goodbye")], Direction = PolicyDirection.Request });
        var verdict = (await PolicyTest.Of(policy).RequestAsync()).Verdict.ShouldBeOfType<RequestVerdict.Rewrite>();
        Encoding.UTF8.GetString(verdict.Request.Raw.Span).ShouldContain("goodbye");
        (await PolicyTest.Of(policy).AnswerAsync(AnswerScript.Empty.Text("hello").Events())).TextOf().ShouldBe("hello");
    }

    [Fact]
    public void A_changed_block_must_be_on_record_once()
    {
        var decision = PolicyTest.Of(Policy([new("a", "b")])).Run(AnswerScript.Empty.Text("aaa").Text("x").Events(1)).Record.Decisions.Single();
        (decision.Verdict, decision.Block, decision.Reason).ShouldBe((PolicyVerdict.Replace, 0, "replaced ×3"));
    }

    [Fact]
    public void Empty_pairs_must_be_refused()
    {
        var policy = new StringReplacementPolicy(new() { Pairs = [new("", "x"), new("x", null!)] });
        policy.Validate(new() { Name = "p", Policy = policy }).Select(problem => problem.Field).ShouldBe(["pairs[0].find", "pairs[1].replace"]);
        var none = new StringReplacementPolicy(new() { Pairs = [] });
        none.Validate(new() { Name = "p", Policy = none }).Single().Field.ShouldBe("pairs");
    }

    static string Run(Policy policy, string text, int size) => PolicyTest.Of(policy).Run(AnswerScript.Empty.Text(text).Events(size)).TextOf();

    static StringReplacementPolicy Policy(ImmutableArray<ReplacementPair> pairs, bool capitals = false, TextTargets targets = TextTargets.Text) =>
        new(new() { Pairs = pairs, MatchCapitalisation = capitals, Targets = targets });
}
