using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.Tests.Blocks;

[Trait("Spec", "000-11")]
public sealed class BlockedMessageSpec
{
    [Fact]
    [Trait("Spec", "000-11a")]
    public void A_blocked_call_must_be_told_with_its_arguments_indented_in_a_fence() =>
        Of("""{"command":"rm -rf /","n":1}""", "It removes everything.").ShouldBe("""
            Tool call `Bash` blocked by policy 'p'.

            It removes everything.

            ```json
            {
              "command": "rm -rf /",
              "n": 1
            }
            ```
            """);

    [Fact]
    [Trait("Spec", "000-11a")]
    public void Quotes_and_line_breaks_must_not_be_escaped() =>
        Of("""{"command":"rm -rf \"/\"\nls","n":1}""", "It removes everything.").ShouldEndWith(""""
            ```
            {
              "command": """
                rm -rf "/"
                ls
                """,
              "n": 1
            }
            ```
            """");

    [Fact]
    [Trait("Spec", "000-11b")]
    public void Paragraphs_must_be_kept_and_lines_wrapped()
    {
        var lines = Of("", string.Join(' ', Enumerable.Repeat("seventeen-letters", 20)) + "\n\nSecond.").Split('\n');
        lines.ShouldAllBe(line => line.Length <= BlockedMessage.Columns);
        lines[^2..].ShouldBe(["", "Second."]);
    }

    [Fact]
    [Trait("Spec", "000-11c")]
    public void Control_characters_and_reordering_marks_must_be_made_visible()
    {
        var message = Of("""{"a":"\u001b[31mred\u202e"}""", "bell\u0007 and \u001b]0;title\u0007 and \u202eback");
        message.Where(c => char.IsControl(c) && c != '\n').ShouldBeEmpty();
        message.ShouldNotContain("\u202e");
        message.ShouldContain("\\u{1b}]0;title");
    }

    [Fact]
    public void A_fence_must_not_be_broken_out_of() =>
        Of("```\nnot a fence", "x").ShouldContain("\n````\n```\nnot a fence\n````");

    [Fact]
    public void Broken_JSON_must_be_shown_as_it_is_and_long_arguments_be_cut()
    {
        Of("{\"a\":", "x").ShouldEndWith("```\n{\"a\":\n```");
        var longest = Of(new string('x', 100_000), new string('y', 100_000));
        longest.Length.ShouldBeLessThanOrEqualTo(BlockedMessage.MaxCharacters);
        longest.ShouldContain("more characters are not shown");
    }

    [Fact]
    [Trait("Spec", "PP1")]
    public void The_reason_alone_must_say_nothing_of_the_call()
    {
        var message = BlockedMessage.Of("p", "It is not allowed.", Call("""{"command":"x"}"""), ExplanationDetail.ReasonOnly);
        message.ShouldBe("A tool call was blocked by policy 'p'.\n\nIt is not allowed.");
    }

    static string Of(string arguments, string reason) => BlockedMessage.Of("p", reason, Call(arguments), ExplanationDetail.Content);

    static WholeBlock.ToolCall Call(string arguments) => new(new(0), 0, new("call_1", "Bash"), arguments);
}
