namespace Luthien.Hocon.Tests.Parsing;

[Trait("Spec", "HOCON keys")]
public sealed class KeySpec
{
    [Theory]
    [InlineData("a.b.c = 1", """{"a":{"b":{"c":1}}}""")]
    [InlineData("a.\"b.c\".d = 1", """{"a":{"b.c":{"d":1}}}""")]
    [InlineData("\"a.b\" = 1", """{"a.b":1}""")]
    [InlineData("a\"b.c\" = 1", """{"ab.c":1}""")]
    [InlineData("a.\"\".b = 1", """{"a":{"":{"b":1}}}""")]
    [InlineData("\"\" = 1", """{"":1}""")]
    [InlineData("a b c = 1", """{"a b c":1}""")]
    [InlineData("a b.c d = 1", """{"a b":{"c d":1}}""")]
    [InlineData("  a  = 1", """{"a":1}""")]
    [InlineData("true = 1", """{"true":1}""")]
    [InlineData("null = 1", """{"null":1}""")]
    [InlineData("3.14 = 1", """{"3":{"14":1}}""")]
    [InlineData("10.0foo = 1", """{"10":{"0foo":1}}""")]
    [InlineData("a-b_c/d = 1", """{"a-b_c/d":1}""")]
    [InlineData("a.b { c.d = 1 }", """{"a":{"b":{"c":{"d":1}}}}""")]
    public void A_key_is_a_path(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a..b = 1", "1:3")]
    [InlineData(".a = 1", "1:1")]
    [InlineData("a. = 1", "1:4")]
    [InlineData("= 1", "1:1")]
    [InlineData("a${b} = 1", "1:2")]
    [InlineData("{ } = 1", "1:5")]
    [InlineData("a?b = 1", "1:2")]
    public void A_path_with_a_hole_or_a_forbidden_character_is_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData("\"include\" = 1", """{"include":1}""")]
    [InlineData("includes = 1", """{"includes":1}""")]
    [InlineData("a.include = 1", """{"a":{"include":1}}""")]
    [InlineData("include.x = 1", """{"include":{"x":1}}""")]
    [InlineData("a = include", """{"a":"include"}""")]
    [InlineData("a include = 1", """{"a include":1}""")]
    public void Include_is_a_common_word_when_quoted_or_not_first(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("include x", "1:9")]
    [InlineData("include = 1", "1:9")]
    [InlineData("include url(\"http://x\")", "1:9")]
    [InlineData("include classpath(\"x\")", "1:9")]
    [InlineData("include ${x}", "1:9")]
    [InlineData("include file(\"a\"", "1:17")]
    public void Include_unquoted_at_the_start_of_a_key_is_the_statement(string text, string place) =>
        Reading.Place(text).ShouldBe(place);
}
