namespace Luthien.Hocon.Tests.Resolving;

[Trait("Spec", "HOCON concatenation")]
public sealed class ConcatenationSpec
{
    [Theory]
    [InlineData("a = foo bar   baz ", "\"foo bar   baz\"")]
    [InlineData("a = 1 true null x", "\"1 true null x\"")]
    [InlineData("a = \"x \"y\" z\"", "\"x y z\"")]
    [InlineData("a = 1.50e3 x", "\"1.50e3 x\"")]
    [InlineData("a = [x y, 1 2\n3 4]", """["x y","1 2","3 4"]""")]
    [InlineData("a = ${b} and ${b}, b = 7", "\"7 and 7\"", ",\"b\":7")]
    [InlineData("a = ${b}${b}, b = x", "\"xx\"", ",\"b\":\"x\"")]
    public void Scalars_join_keeping_inner_spaces(string text, string json, string rest = "") =>
        Reading.Json(text).ShouldBe($$"""{"a":{{json}}{{rest}}}""");

    [Theory]
    [InlineData("a = { b = 1 } { c = 2 }", """{"b":1,"c":2}""")]
    [InlineData("a = { b = 1 } { b = 2 }", """{"b":2}""")]
    [InlineData("a { b { x = 1 } } { b { y = 2 } }", """{"b":{"x":1,"y":2}}""")]
    [InlineData("a = [1] [2, 3] []", "[1,2,3]")]
    [InlineData("a = [[1] [2], { b = 1 } { c = 2 }]", """[[1,2],{"b":1,"c":2}]""")]
    [InlineData("a = { \"1\" = y, \"0\" = x } [z]", """["x","y","z"]""")]
    public void Objects_merge_and_arrays_append(string text, string json) => Reading.Json(text).ShouldBe($$"""{"a":{{json}}}""");

    [Fact]
    public void Substituted_objects_merge_too() =>
        Reading.Json("a = ${base} { c = 3 }, base { b = 1, c = 2 }").ShouldBe("""{"a":{"b":1,"c":3},"base":{"b":1,"c":2}}""");

    [Theory]
    [InlineData("a = [1] x", "1:5")]
    [InlineData("a = {} x", "1:5")]
    [InlineData("a = [1] { b = 1 }", "1:5")]
    [InlineData("a = x [1]", "1:5")]
    [InlineData("b = 1\na = ${b} [1]", "2:5")]
    [InlineData("b = []\na = ${b} x", "2:5")]
    public void Mixed_kinds_are_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Fact]
    public void A_concatenation_ends_with_its_line() => Reading.Json("a = [x\ny z]").ShouldBe("""{"a":["x","y z"]}""");
}
