using LuthienProxy.Cli.Shell;

namespace LuthienProxy.Cli.Tests.Shell;

/// <summary>A line as it is typed, with Emacs' keys.</summary>
public sealed class LineEditorSpec
{
    static readonly string[] Nouns = ["actor", "activity", "tx"];

    readonly History _history = new(file: null);
    readonly StringWriter _terminal = new();

    [Theory]
    [InlineData("abc⏎", "abc")]
    [InlineData("abc←←X⏎", "aXbc")]
    [InlineData("abc⇱X⏎", "Xabc")]
    [InlineData("abc⇱X⇲Y⏎", "XabcY")]
    [InlineData("abc⌫⏎", "ab")]
    [InlineData("abc⇱⌫⏎", "abc")]
    [InlineData("abc⇱⌦⏎", "bc")]
    [InlineData("abc⌦⏎", "abc")]
    [InlineData("abc←→→X⏎", "abcX")]
    [InlineData("ab cd^W⏎", "ab ")]
    [InlineData("ab cd^W^W⏎", "")]
    [InlineData("ab cd←^U⏎", "d")]
    [InlineData("ab cd^A→^K⏎", "a")]
    [InlineData("ab^A^D⏎", "b")]
    [InlineData("ab^C⏎", "")]
    [InlineData("ab^EX⏎", "abX")]
    [InlineData("ab^LX⏎", "abX")]
    [InlineData("日本⌫⏎", "日")]
    public void Keys_must_edit_it(string keys, string line) => Read(keys).ShouldBe([line]);

    [Fact]
    public void The_end_must_come_with_Ctrl_D_on_an_empty_line_only()
    {
        Read("^D").ShouldBe([null]);
        Read("a^D⏎").ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("one⏎two⏎↑⏎", "two")]
    [InlineData("one⏎two⏎↑↑⏎", "one")]
    [InlineData("one⏎two⏎↑↑↑↑⏎", "one")]
    [InlineData("one⏎two⏎↑↑↓⏎", "two")]
    [InlineData("one⏎two⏎new↑↓⏎", "new")]
    [InlineData("one⏎two⏎↑!⏎", "two!")]
    [InlineData("one⏎two⏎o^R⏎", "two")]
    [InlineData("one⏎two⏎o^R^R⏎", "one")]
    [InlineData("one⏎two⏎absent^R⏎", "absent")]
    public void Lines_before_must_come_back(string keys, string last) => Read(keys)[^1].ShouldBe(last);

    [Theory]
    [InlineData("t\t⏎", "tx ")]
    [InlineData("a\t⏎", "act")]
    [InlineData("x\t⏎", "x")]
    [InlineData("tx a\t⏎", "tx act")]
    [InlineData("t rest⇱→\t⏎", "tx  rest")]
    public void Tab_must_complete_the_word_at_the_cursor(string keys, string line) => Read(keys).ShouldBe([line]);

    [Fact]
    public void Tab_where_several_fit_must_show_them()
    {
        Read("act\t⏎");

        _terminal.ToString().ShouldContain("\r\nactivity  actor\r\n");
    }

    [Fact]
    public void The_cursor_must_stand_where_the_next_character_goes()
    {
        Read("abc←←⏎");

        _terminal.ToString().ShouldContain("\r> abc\x1b[K\x1b[2D");
    }

    [Fact]
    public void A_line_longer_than_the_terminal_must_stay_on_one_line_around_the_cursor()
    {
        Read(new string('a', 30) + "z⏎", width: 20);

        _terminal.ToString().Split('\r').ShouldAllBe(drawn => drawn.Replace("\x1b[K", "").TrimEnd('\n').Length <= 20);
        _terminal.ToString().ShouldContain($"\r> {new string('a', 16)}z\x1b[K");
    }

    List<string?> Read(string keys, int width = 80)
    {
        var typed = new Queue<ConsoleKeyInfo>(Keyboard.Keys(keys));
        var editor = new LineEditor(typed.Dequeue, _terminal, () => width, _history, _ => Nouns);
        var lines = new List<string?>();
        while (typed.Count > 0)
            lines.Add(editor.Read("> "));
        return lines;
    }
}
