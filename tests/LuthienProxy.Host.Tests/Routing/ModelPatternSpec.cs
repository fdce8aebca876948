using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Host.Routing;

namespace LuthienProxy.Host.Tests.Routing;

public sealed class ModelPatternSpec
{
    [Theory]
    [InlineData("*", "")]
    [InlineData("*", "anything/at:all")]
    [InlineData("gpt-*", "gpt-")]
    [InlineData("gpt-*-mini", "gpt-5-mini-mini")]
    [InlineData("*claude*", "eu.anthropic.claude-x")]
    [InlineData("exact", "exact")]
    [InlineData("a?b", "a?b")]
    public void A_pattern_must_match(string pattern, string model) => ModelPattern.Matches(pattern, model).ShouldBeTrue();

    [Theory]
    [InlineData("", "x")]
    [InlineData("gpt-*", "GPT-5")]
    [InlineData("gpt-*-mini", "gpt-mini")]
    [InlineData("exact", "exactly")]
    [InlineData("a?b", "axb")]
    [InlineData("a\\*", "a*")]
    public void A_pattern_must_not_match(string pattern, string model) => ModelPattern.Matches(pattern, model).ShouldBeFalse();

    [Fact]
    public void Matching_must_be_that_of_the_same_pattern_as_a_regular_expression() =>
        Prop.ForAll(
            Gen.Elements('a', 'b', '*').ArrayOf().Select(chars => new string(chars)).ToArbitrary(),
            Gen.Elements('a', 'b').ArrayOf().Select(chars => new string(chars)).ToArbitrary(),
            (pattern, model) => ModelPattern.Matches(pattern, model) == Regex.IsMatch(model, $"^{pattern.Replace("*", ".*")}$"))
            .QuickCheckThrowOnFailure();
}
