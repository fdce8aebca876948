using LuthienProxy.Policies.RegexRedaction;

namespace LuthienProxy.Policies.Tests.RegexRedaction;

public sealed class OwnPatternSpec
{
    [Theory]
    [InlineData("", "x", 10)]
    [InlineData(null, "x", 10)]
    [InlineData("name", "", 10)]
    [InlineData("name", null, 10)]
    [InlineData("name", "x", 0)]
    [InlineData("name", "x", -1)]
    [InlineData("name", "x", 65_537)]
    public void A_pattern_that_lacks_something_must_be_named(string? name, string? pattern, int longest)
    {
        var policy = new RegexRedactionPolicy(new() { Sets = RedactionSet.None, Patterns = [new("fine", "a"), new(name!, pattern!) { MaxLength = longest }] });

        policy.Validate(new() { Name = "r", Policy = policy }).Select(problem => (problem.Policy, problem.Field)).ShouldBe([("r", "patterns[1].pattern")]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_536)]
    public void A_pattern_at_its_bounds_must_count(int longest)
    {
        var policy = new RegexRedactionPolicy(new() { Sets = RedactionSet.None, Patterns = [new("fine", "a") { MaxLength = longest }] });

        policy.Validate(new() { Name = "r", Policy = policy }).ShouldBeEmpty();
    }

    [Fact]
    public void Nothing_to_look_for_and_nothing_to_put_there_must_both_be_told()
    {
        var policy = new RegexRedactionPolicy(new() { Sets = RedactionSet.None, Patterns = default, Replacement = null! });

        policy.Validate(new() { Name = "r", Policy = policy }).Select(problem => problem.Field).ShouldBe(["sets", "replacement"]);
    }
}
