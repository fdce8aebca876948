using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Tests.Output;

/// <summary>Tables as people and <c>awk</c> read them.</summary>
public sealed class TextTableSpec
{
    [Fact]
    public void Text_must_stand_to_the_left_and_numbers_to_the_right_whatever_they_look_like()
    {
        var table = new TextTable("ID", Column.Number("BYTES"), "WHAT");
        table.Add("01a", "7", "x");
        table.Add("2", "1,000", null);

        Written(table).ShouldBe(
            """
            ID   BYTES  WHAT
            01a      7  x
            2    1,000  -

            """);
    }

    [Fact]
    public void No_line_may_be_wider_than_the_terminal()
    {
        var table = new TextTable("ID", "WHAT", Column.Number("N"));
        table.Add("1", new string('x', 100), "5");

        Written(table, width: 20).Split('\n').ShouldBe(["ID  WHAT", "1   xxxxxxxxxxxxxxx…", ""]);
    }

    [Theory]
    [InlineData(50, "…ns/01a203bda43b7cbdbdd2b40f4a28c1d5  idle   1,000")]
    [InlineData(48, "…/01a203bda43b7cbdbdd2b40f4a28c1d5  idle   1,000")]
    [InlineData(41, "…/01a203bda43b7cbdbdd2b40f4a28c1d5  idle")]
    [InlineData(80, "/user/gateway/transactions/01a203bda43b7cbdbdd2b40f4a28c1d5")]
    public void A_path_must_lose_its_beginning_before_another_column_is_cut_and_keep_an_id(int width, string first)
    {
        var table = new TextTable(Column.Path("PATH"), "STATE", Column.Number("N"));
        table.Add("/user/gateway/transactions/01a203bda43b7cbdbdd2b40f4a28c1d5", "idle", "1,000");
        table.Add($"/user/models/{string.Concat(Enumerable.Repeat("日本", 11))}", "busy", "2");

        var rows = Written(table, width).Split('\n');
        rows[1].ShouldStartWith(first);
        rows[2].ShouldContain("本  ");
        rows.ShouldAllBe(row => TextWidth.Of(row) <= width);
    }

    [Theory]
    [InlineData(40, "MODEL                    COUNT  WHAT", "a-model-with-a-name-th…  1,000  somethi…")]
    [InlineData(28, "MODEL        COUNT  WHAT", "a-model-wi…  1,000  somethi…")]
    [InlineData(20, "MODEL          COUNT", "a-model-with…  1,000")]
    [InlineData(16, "MODEL", "a-model-with-a-…")]
    public void A_number_must_be_whole_or_not_there(int width, string heading, string row)
    {
        var table = new TextTable(Column.Yielding("MODEL"), Column.Number("COUNT"), "WHAT");
        table.Add("a-model-with-a-name-that-goes-on", "1,000", "something that was said at length");

        Written(table, width).Split('\n')[..2].ShouldBe([heading, row]);
    }

    [Fact]
    public void Characters_that_take_two_columns_must_not_move_the_next_one()
    {
        var table = new TextTable("TITLE", "N");
        table.Add("日本", "1");
        table.Add("e\u0301te", "2");
        table.Add("🙂", "3");

        Written(table).Split('\n').ShouldBe(["TITLE  N", "日本   1", "e\u0301te    2", "🙂     3", ""]);
    }

    [Fact]
    public void Cutting_must_not_split_a_character()
    {
        var table = new TextTable("WHAT");
        table.Add("🙂🙂🙂🙂");

        Written(table, width: 6).Split('\n')[1].ShouldBe("🙂🙂…");
    }

    [Fact]
    public void Colours_must_take_no_columns_and_come_only_where_they_are_wanted()
    {
        var table = new TextTable(Column.State("STATE"), "N");
        table.Add("failed", "1");

        Written(table).ShouldNotContain("\x1b");
        Written(table, hasColours: true).ShouldBe("\x1b[1mSTATE   N\x1b[0m\n\x1b[31mfailed\x1b[0m  1\n");
    }

    [Fact]
    public void An_empty_table_must_be_a_remark_and_no_headings()
    {
        var (output, errors) = (new StringWriter(), new StringWriter());

        new Screen(output, errors).Table(new TextTable("ID", "WHAT"));

        (output.ToString(), errors.ToString()).ShouldBe(("", "none\n"));
    }

    static string Written(TextTable table, int width = int.MaxValue, bool hasColours = false)
    {
        var output = new StringWriter();
        table.Write(output, width, hasColours);
        return output.ToString();
    }
}
