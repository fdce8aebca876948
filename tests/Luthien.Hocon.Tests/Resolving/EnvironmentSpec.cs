namespace Luthien.Hocon.Tests.Resolving;

[Trait("Spec", "HOCON environment")]
public sealed class EnvironmentSpec
{
    [Fact]
    public void A_path_absent_from_the_tree_falls_back_to_the_environment_as_a_string() =>
        Reading.Json("port = ${PORT}", ("PORT", "8080")).ShouldBe("""{"port":"8080"}""");

    [Fact]
    public void The_tree_wins() => Reading.Json("PORT = 1, port = ${PORT}", ("PORT", "8080")).ShouldBe("""{"PORT":1,"port":1}""");

    [Fact]
    public void An_explicit_null_blocks_it() => Reading.Json("PORT = null, port = ${PORT}", ("PORT", "8080")).ShouldBe("""{"PORT":null,"port":null}""");

    [Fact]
    public void An_empty_variable_is_an_empty_string() => Reading.Json("a = 1, a = ${?EMPTY}", ("EMPTY", "")).ShouldBe("""{"a":""}""");

    [Fact]
    public void Names_are_case_sensitive() => Reading.Json("a = 1, a = ${?port}", ("PORT", "8080")).ShouldBe("""{"a":1}""");

    [Fact]
    public void An_unset_optional_one_leaves_the_default() => Reading.Json("port = 80, port = ${?PORT}").ShouldBe("""{"port":80}""");

    [Fact]
    public void A_self_reference_with_nothing_below_may_be_a_variable() =>
        Reading.Json("HOME = ${HOME}\"/x\"", ("HOME", "/home/me")).ShouldBe("""{"HOME":"/home/me/x"}""");

    [Theory]
    [InlineData("a = ${NAME}", ".")]
    [InlineData("a = ${NAME[]}", "_")]
    [InlineData("a = ${?NAME[]}", "_")]
    public void Numbered_variables_are_a_list(string text, string separator) =>
        Reading.Json(text, ($"NAME{separator}0", "x"), ($"NAME{separator}1", "y"), ($"NAME{separator}3", "gap")).ShouldBe("""{"a":["x","y"]}""");

    [Theory]
    [InlineData("a = 1, a = ${?PORT}", "PORT")]
    [InlineData("a = ${LIST}", "LIST.1")]
    [InlineData("a = ${LIST[]}", "LIST_1")]
    [InlineData("a = ${b}, b = ${PORT}", "PORT")]
    [InlineData("a = 8080", null)]
    [InlineData("a = 1, a = ${?UNSET}", null)]
    [InlineData("a = \"port \"${PORT}", null)]
    public void A_value_says_which_variable_it_was_read_from(string text, string? variable)
    {
        var document = HoconDocument.Parse(text, options: Reading.Options(("PORT", "8080"), ("LIST.0", "x"), ("LIST.1", "y"), ("LIST_0", "x"), ("LIST_1", "y")));
        var value = document.Find("a")!.Value;
        ((value as HoconArray)?.Items[1] ?? value).ShouldBeOfType<HoconScalar>().Variable.ShouldBe(variable);
    }

    [Fact]
    public void A_missing_list_is_undefined() => Reading.Json("a = [x] ${?NAME[]}").ShouldBe("""{"a":["x"]}""");

    [Fact]
    public void A_missing_required_list_is_an_error() => Reading.Place("a = ${NAME[]}").ShouldBe("1:5");

    [Fact]
    public void Only_allowed_prefixes_are_visible()
    {
        var options = Reading.Options(("APP_PORT", "1"), ("SECRET", "s")) with { EnvironmentPrefixes = ["APP_"] };

        Reading.Json(HoconDocument.Parse("a = ${?APP_PORT}, b = ${?SECRET}", options: options).Root).ShouldBe("""{"a":"1"}""");
    }

    [Fact]
    public void The_text_of_a_variable_is_not_parsed() => Reading.Json("a = ${X}", ("X", "${Y} [1]")).ShouldBe("""{"a":"${Y} [1]"}""");
}
