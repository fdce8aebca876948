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
}
