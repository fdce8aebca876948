using System.Text.Json;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Tests.Output;

/// <summary>What a model, an agent or an attacker wrote must not steer the terminal of who looks at it.</summary>
public sealed class PlainTextSpec
{
    [Theory]
    [InlineData("\x1b[2J", "<U+001B>[2J")]
    [InlineData("\x1b]0;title\a", "<U+001B>]0;title<U+0007>")]
    [InlineData("\u009b31m", "<U+009B>31m")]
    [InlineData("a\bb", "a<U+0008>b")]
    [InlineData("a\0b", "a<U+0000>b")]
    [InlineData("\u202egnp.exe", "<U+202E>gnp.exe")]
    [InlineData("zero\u200bwidth", "zero<U+200B>width")]
    [InlineData("\ue000", "<U+E000>")]
    [InlineData("\u2028", "<U+2028>")]
    [InlineData("a\r\nb\tc", "a  b c")]
    [InlineData("plain, ünïcode, 日本 🙂", "plain, ünïcode, 日本 🙂")]
    [InlineData(null, "")]
    public void A_line_must_hold_nothing_that_moves_colours_or_turns(string? recorded, string shown) => PlainText.Line(recorded).ShouldBe(shown);

    [Fact]
    public void Half_a_character_must_be_shown_as_one_that_is_missing() => PlainText.Line("a\ud800b").ShouldBe("a\ufffdb");

    [Fact]
    public void Several_lines_must_keep_their_breaks_only() => PlainText.Lines("a\r\n\tb\x1b[0m").ShouldBe("a \n\tb<U+001B>[0m");

    [Theory]
    [InlineData("\x1b[2J")]
    [InlineData("\u009b31m")]
    [InlineData("\u202egnp.exe")]
    [InlineData("\u007f")]
    public void JSON_for_programs_must_escape_it_too(string recorded)
    {
        var output = new StringWriter();

        new Screen(output, TextWriter.Null).Json(JsonSerializer.SerializeToElement(recorded));

        output.ToString().TrimEnd('\n').ShouldAllBe(c => c >= ' ' && c < '\u007f');
        JsonElement.Parse(output.ToString()).GetString().ShouldBe(recorded);
    }

    [Fact]
    public void JSON_for_programs_must_leave_readable_text_alone()
    {
        var output = new StringWriter();

        new Screen(output, TextWriter.Null).Json(JsonElement.Parse("""{ "a": "<ü> & 日本" }"""));

        output.ToString().ShouldBe("{\"a\":\"<ü> & 日本\"}\n");
    }
}
