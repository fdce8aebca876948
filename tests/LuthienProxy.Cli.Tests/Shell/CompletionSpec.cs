using LuthienProxy.Cli.Tests.Support;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary>What Tab offers.</summary>
public sealed class CompletionSpec
{
    [Theory]
    [InlineData("", "actor", "tx", "policy", "watch", "health")]
    [InlineData("tx ", "list", "show", "tail")]
    [InlineData("tx list --s", "--state", "--session")]
    [InlineData("actor top --by ", "mailbox")]
    [InlineData("watch 2s actor ", "top", "hierarchy")]
    [InlineData("help actor ", "top", "hierarchy")]
    public void Nouns_verbs_options_and_values_must_be_offered(string line, params string[] offered) => offered.Except(new Typed().Commands.Completions(line)).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("tx ")]
    [InlineData("tx l")]
    [InlineData("actor top --by ")]
    public void Options_must_not_hide_what_they_are_options_of(string line) => new Typed().Commands.Completions(line).ShouldAllBe(offered => !offered.StartsWith('-'));

    [Theory]
    [InlineData("tx -")]
    [InlineData("health ")]
    public void Options_must_be_offered_to_whoever_begins_one_or_where_there_is_nothing_else(string line) => new Typed().Commands.Completions(line).ShouldContain("--json");
}
