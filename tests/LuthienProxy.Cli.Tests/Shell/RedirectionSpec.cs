using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary><c>actor hierarchy -d 6 &gt; out.txt</c>.</summary>
public sealed class RedirectionSpec
{
    [Theory]
    [InlineData("a b > f", "a b", "f", false)]
    [InlineData("a b >f", "a b", "f", false)]
    [InlineData("a >> f", "a", "f", true)]
    [InlineData("a >>f", "a", "f", true)]
    public void The_end_of_a_line_may_say_where_to(string line, string words, string file, bool appends)
    {
        var redirection = Redirection.Of(line.Split(' ')).ShouldNotBeNull();

        (string.Join(' ', redirection.Words), redirection.File, redirection.Appends).ShouldBe((words, file, appends));
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("a >")]
    [InlineData("a >>")]
    [InlineData("a > b c")]
    [InlineData("a --text=>5")]
    public void Other_lines_must_not(string line) => Redirection.Of(line.Split(' ')).ShouldBeNull();
}
