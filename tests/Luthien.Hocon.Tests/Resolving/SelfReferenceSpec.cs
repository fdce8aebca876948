namespace Luthien.Hocon.Tests.Resolving;

[Trait("Spec", "HOCON self-reference")]
public sealed class SelfReferenceSpec
{
    [Theory]
    [InlineData("a = [x], a = ${a} [y]", """{"a":["x","y"]}""")]
    [InlineData("a = x, a = ${a}y, a = ${a}z", """{"a":"xyz"}""")]
    [InlineData("a = ${?a}foo", """{"a":"foo"}""")]
    [InlineData("a = ${?a}", "{}")]
    [InlineData("a { b = [1] }, a { b = ${a.b} [2] }", """{"a":{"b":[1,2]}}""")]
    [InlineData("a { b = 1 }, a = ${a} { c = 2 }", """{"a":{"b":1,"c":2}}""")]
    [InlineData("a = 1, a = [${a}, 2]", """{"a":[1,2]}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }", """{"bar":{"foo":42,"baz":42}}""")]
    [InlineData("bar { foo = 42, baz = ${bar.foo} }, bar { foo = 43 }", """{"bar":{"foo":43,"baz":43}}""")]
    [InlineData("foo { a { c = 1 } }, foo = ${foo.a}, foo { a = 2 }", """{"foo":{"a":2,"c":1}}""")]
    [InlineData("a { x = 1 }, a = ${b}, b { y = 2 }, a { x = ${a.x}0, y = ${a.y}0 }", """{"a":{"x":"10","y":"20"},"b":{"y":2}}""")]
    public void It_looks_back(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a = 1, b = ${a}, a = ${b}2", """{"a":"12","b":1}""")]
    [InlineData("a = ${?b}x, b = ${?a}y", """{"a":"yx","b":"y"}""")]
    [InlineData("a = 1, a = ${a}2, b = ${a}, a = ${a}3, c = ${b}", """{"a":"123","b":"123","c":"123"}""")]
    public void Each_occurrence_has_one_value_and_the_same_path_another_elsewhere(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a = ${a}", "1:5")]
    [InlineData("a = ${a}bc", "1:5")]
    [InlineData("a = ${b}, b = ${a}", "1:15")]
    [InlineData("a = ${b}, b = ${c}, c = ${a}", "1:25")]
    [InlineData("a { b = ${a} }", "1:9")]
    [InlineData("a = [${a}]", "1:6")]
    [InlineData("a.b = ${a.c}, a.c = ${a.b}", "1:21")]
    [InlineData("a = ${b.c}, b = ${a}", "1:17")]
    public void A_cycle_that_nothing_breaks_is_an_error(string text, string place) => Reading.Place(text).ShouldBe(place);

    [Fact]
    public void A_cycle_is_reported_with_its_way() =>
        Reading.Problem("a = ${b}\nb = ${a}").Message.Split("->").Length.ShouldBe(2);

    [Fact]
    public void A_hidden_cycle_is_ignored() => Reading.Json("a = ${a}, a = 1").ShouldBe("""{"a":1}""");

    [Theory]
    [InlineData("a += 1", """{"a":[1]}""")]
    [InlineData("a = [1], a += 2, a += 3", """{"a":[1,2,3]}""")]
    [InlineData("a { b = [1] }, a.b += { c = 2 }", """{"a":{"b":[1,{"c":2}]}}""")]
    [InlineData("a += [1]", """{"a":[[1]]}""")]
    [InlineData("a += x y", """{"a":["x y"]}""")]
    [InlineData("a = [1], a += ${?b}", """{"a":[1]}""")]
    [InlineData("a = [1], a += ${b}, b = 5", """{"a":[1,5],"b":5}""")]
    [InlineData("a = ${b} { x += 2 }, b { x = [1] }", """{"a":{"x":[2]},"b":{"x":[1]}}""")]
    [InlineData("a = [{ b = [1], b += 2 }], b = [9]", """{"a":[{"b":[1,2]}],"b":[9]}""")]
    [Trait("Spec", "HOCON append")]
    public void Plus_equals_appends_one_element(string text, string json) => Reading.Json(text).ShouldBe(json);

    [Theory]
    [InlineData("a = 1\na += 2", "2:3")]
    [InlineData("a = null\na += 2", "2:3")]
    [InlineData("a { b = 1 }\na += 2", "2:3")]
    [Trait("Spec", "HOCON append")]
    public void Plus_equals_wants_an_array(string text, string place) => Reading.Place(text).ShouldBe(place);
}
