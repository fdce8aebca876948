namespace Luthien.Hocon.Tests.Parsing;

[Trait("Spec", "HOCON structure")]
public sealed class StructureSpec
{
    [Theory]
    [InlineData("", "{}")]
    [InlineData("{}", "{}")]
    [InlineData("# nothing but this", "{}")]
    [InlineData("a = 1", """{"a":1}""")]
    [InlineData("{ a = 1 }", """{"a":1}""")]
    [InlineData("\n\n { a = 1 } # end", """{"a":1}""")]
    [InlineData("\uFEFFa = 1", """{"a":1}""")]
    [InlineData("a = 1\r\nb = 2\r\n", """{"a":1,"b":2}""")]
    public void Root_braces_are_optional(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("{ a = 1", "1:1")]
    [InlineData("a = 1 }", "1:7")]
    [InlineData("a = 1\n}", "2:1")]
    [InlineData("{ a = 1 } b = 2", "1:11")]
    [InlineData("{ a = 1 }}", "1:10")]
    [InlineData("[1, 2]", "1:1")]
    [InlineData("a = [1", "1:5")]
    [InlineData("a = [1}", "1:7")]
    [InlineData("a { b = 1 ]", "1:11")]
    public void Brackets_must_balance_and_the_root_be_an_object(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData("a = 1, a = 2", """{"a":2}""")]
    [InlineData("a { b = 1 }, a { c = 2 }", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a { b { x = 1 } }, a { b { y = 2 } }", """{"a":{"b":{"x":1,"y":2}}}""")]
    [InlineData("a { b = 1 }, a = 5, a { c = 2 }", """{"a":{"c":2}}""")]
    [InlineData("a { b = 1 }, a = null, a { c = 2 }", """{"a":{"c":2}}""")]
    [InlineData("a = 1, a = null", """{"a":null}""")]
    [InlineData("a { b = 1 }, a = [1]", """{"a":[1]}""")]
    [InlineData("a = [1], a = [2]", """{"a":[2]}""")]
    [InlineData("a.b = 1, a.c = 2, a.b = 3", """{"a":{"b":3,"c":2}}""")]
    public void Objects_of_one_key_merge_and_anything_else_replaces(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a : 1", """{"a":1}""")]
    [InlineData("a=1", """{"a":1}""")]
    [InlineData("a { b : 1 }", """{"a":{"b":1}}""")]
    [InlineData("a{}", """{"a":{}}""")]
    [InlineData("a = { b = 1 }", """{"a":{"b":1}}""")]
    [InlineData("a =\n 1", """{"a":1}""")]
    [InlineData("a\n = 1", """{"a":1}""")]
    [InlineData("a\n{ b = 1 }", """{"a":{"b":1}}""")]
    public void A_key_is_followed_by_a_separator_or_a_brace(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a 1", "1:4")]
    [InlineData("a", "1:2")]
    [InlineData("a [1]", "1:3")]
    [InlineData("a =", "1:4")]
    [InlineData("a = , b = 1", "1:5")]
    [InlineData("{ a = }", "1:7")]
    [InlineData("a = 1 = 2", "1:7")]
    [InlineData("a + 1", "1:3")]
    public void A_key_without_a_value_is_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData("a = [1, 2, 3]", "[1,2,3]")]
    [InlineData("a = [1, 2, 3,]", "[1,2,3]")]
    [InlineData("a = [1\n2\n3]", "[1,2,3]")]
    [InlineData("a = [1,\n2,\n\n3\n,\n]", "[1,2,3]")]
    [InlineData("a = [1 // one\n2 # two\n]", "[1,2]")]
    [InlineData("a = []", "[]")]
    [InlineData("a = [[],{}]", "[[],{}]")]
    public void Commas_or_newlines_separate_and_one_may_trail(string text, string json) => Reading.Json(text).ShouldBe($$"""{"a":{{json}}}""");

    [Theory]
    [InlineData("a = [1,,2]", "1:8")]
    [InlineData("a = [1,2,,]", "1:10")]
    [InlineData("a = [,1]", "1:6")]
    [InlineData("a = [,]", "1:6")]
    [InlineData("a = 1,, b = 2", "1:7")]
    [InlineData("a = 1,,", "1:7")]
    [InlineData(", a = 1", "1:1")]
    [InlineData("{ a = 1\n,\n, b = 2 }", "3:1")]
    [InlineData("a = {} b = 2", "1:10")]
    public void Two_commas_or_a_leading_one_are_errors(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData("a = 1 # b = 2\nc = 3 // d", """{"a":1,"c":3}""")]
    [InlineData("""a = "x # y // z" """, """{"a":"x # y // z"}""")]
    [InlineData("// first\n# second\na = 1", """{"a":1}""")]
    public void Comments_run_to_the_end_of_the_line_outside_quotes(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Fact]
    public void Whitespace_of_every_kind_separates() =>
        Reading.Json("\u00A0a\u2003=\u3000\u001C1\u000B\f").ShouldBe("""{"a":1}""");
}
