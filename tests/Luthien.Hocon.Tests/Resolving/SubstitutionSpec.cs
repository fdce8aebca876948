namespace Luthien.Hocon.Tests.Resolving;

[Trait("Spec", "HOCON substitution")]
public sealed class SubstitutionSpec
{
    [Theory]
    [InlineData("a = ${b}, b = 1", """{"a":1,"b":1}""")]
    [InlineData("b = 1, a = ${b}, b = 2", """{"b":2,"a":2}""")]
    [InlineData("a = ${b.c}, b { c = x }, b { c = y }", """{"a":"y","b":{"c":"y"}}""")]
    [InlineData("a { b = ${a.c}, c = 5 }", """{"a":{"b":5,"c":5}}""")]
    [InlineData("a = ${b}, b = ${c}, c = 3", """{"a":3,"b":3,"c":3}""")]
    [InlineData("a = ${ b . c }, b.c = 1, \"b \".\" c\" = 2", """{"a":2,"b":{"c":1},"b ":{" c":2}}""")]
    [InlineData("a = ${\"b.c\"}, \"b.c\" = 1, b.c = 2", """{"a":1,"b.c":1,"b":{"c":2}}""")]
    public void A_path_is_absolute_and_sees_the_final_value_wherever_it_stands(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("true")]
    [InlineData("12.50")]
    [InlineData("null")]
    [InlineData("[1,[2]]")]
    [InlineData("{\"x\":{}}")]
    [InlineData("\"12\"")]
    public void A_lone_substitution_keeps_the_type(string value) =>
        Reading.Json($"b = {value}\na = ${{b}}").ShouldBe($$"""{"b":{{value}},"a":{{value}}}""");

    [Theory]
    [InlineData("a = ${b}", "1:5")]
    [InlineData("b { c = 1 }\na = x ${b.d}", "2:7")]
    [InlineData("b = 1\na = ${b.c}", "2:5")]
    [InlineData("a = [1, ${b}]", "1:9")]
    [InlineData("a = ${A}, a = ${B}", "1:15")]
    public void An_undefined_one_is_an_error_where_it_stands(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Theory]
    [InlineData("a = \"${b}\"", """{"a":"${b}"}""")]
    [InlineData("\"${b}\" = 1", """{"${b}":1}""")]
    [InlineData("a = \"\"\"${b}\"\"\"", """{"a":"${b}"}""")]
    public void Quotes_switch_it_off(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a = ${?b}", "{}")]
    [InlineData("a = 1, a = ${?b}", """{"a":1}""")]
    [InlineData("a { x = 1 }, a = ${?b}, a { y = 2 }", """{"a":{"x":1,"y":2}}""")]
    [InlineData("a = [1, ${?b}, 2]", """{"a":[1,2]}""")]
    [InlineData("a = x${?b}y", """{"a":"xy"}""")]
    [InlineData("a = ${?b}${?c}", "{}")]
    [InlineData("a = ${?b}${c}, c = 5", """{"a":5,"c":5}""")]
    [InlineData("a = ${?b} [1]", """{"a":[1]}""")]
    [InlineData("a = ${?b} { x = 1 }", """{"a":{"x":1}}""")]
    [InlineData("a = ${?b}, b = null", """{"a":null,"b":null}""")]
    public void An_undefined_optional_one_leaves_no_trace(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Fact]
    public void One_that_is_hidden_by_a_later_scalar_is_never_looked_up() => Reading.Json("a = ${nowhere}, a = 42").ShouldBe("""{"a":42}""");

    [Fact]
    public void Two_objects_may_refer_to_each_other() =>
        Reading.Json("bar { a = ${foo.d}, b = 1 }, bar.b = 3, foo { c = ${bar.b}, d = 2 }, foo.d = 4")
            .ShouldBe("""{"bar":{"a":4,"b":3},"foo":{"c":3,"d":4}}""");

    [Fact]
    public void An_object_may_extend_another() =>
        Reading.Json("base { timeout = 5s, tags = [x] }, one = ${base}, one { timeout = 9s }, two = ${base} { tags = ${base.tags} [y] }")
            .ShouldBe("""{"base":{"timeout":"5s","tags":["x"]},"one":{"timeout":"9s","tags":["x"]},"two":{"timeout":"5s","tags":["x","y"]}}""");

    [Fact]
    public void A_path_may_lead_through_a_substituted_object() =>
        Reading.Json("a = ${b}, a { y = 2 }, b { x = 1, y = 1 }, c = ${a.x}${a.y}")
            .ShouldBe("""{"a":{"x":1,"y":2},"b":{"x":1,"y":1},"c":"12"}""");

    [Theory]
    [InlineData("a = ${b", "1:5")]
    [InlineData("a = ${b\n}", "1:8")]
    [InlineData("a = ${}", "1:7")]
    [InlineData("a = ${b..c}", "1:9")]
    [InlineData("a = $b", "1:5")]
    [InlineData("a = ${b${c}}", "1:8")]
    public void A_malformed_one_is_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Fact]
    public void Layers_share_one_tree()
    {
        var document = HoconDocument.Load(
        [
            new HoconLayer.Text("defaults", "port = 80, url = \"http://h:\"${port}, tags = [a], limits { x = 1, y = 1 }"),
            new HoconLayer.Text("site", "port = 8080, tags += b, limits { y = 2 }"),
        ], Reading.Options());

        Reading.Json(document.Root).ShouldBe("""{"port":8080,"url":"http://h:8080","tags":["a","b"],"limits":{"x":1,"y":2}}""");
    }
}
