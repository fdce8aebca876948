namespace Luthien.Hocon.Tests.Including;

[Trait("Spec", "HOCON include")]
public sealed class NamingSpec : IDisposable
{
    readonly ConfigDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("include \"\"")]
    [InlineData("include \"a\\u0000b\"")]
    public void An_include_without_a_usable_name_is_refused_where_it_stands(string statement)
    {
        var problem = _directory.With("main.conf", $"a = 1\n{statement}").Problem();

        (Path.GetFileName(problem.Origin.Source), problem.Origin.Line).ShouldBe(("main.conf", 2));
    }

    [Fact]
    public void A_text_that_is_not_in_utf8_is_refused_where_it_begins_to_be_none()
    {
        _directory.With("main.conf", "include \"other\"");
        File.WriteAllBytes(_directory["other.conf"], [(byte)'a', (byte)'=', (byte)'1', (byte)'\n', (byte)'b', (byte)'=', 0xff]);

        var problem = _directory.Problem();

        (Path.GetFileName(problem.Origin.Source), problem.Origin.Line, problem.Origin.Column).ShouldBe(("other.conf", 2, 3));
        problem.Origin.IncludedFrom.ShouldNotBeNull().Line.ShouldBe(1);
    }

    [Theory]
    [InlineData("a = 1e+5, b = 1E+5", """{"a":1e+5,"b":1E+5}""")]
    [InlineData("a = 1e5", """{"a":1e5}""")]
    public void A_number_may_have_a_signed_exponent(string text, string expected) => Reading.Json(text).ShouldBe(expected);

    [Theory]
    [InlineData("a = e+5")]
    [InlineData("a = xe+5")]
    [InlineData("a = 1+5")]
    [InlineData("a = 1e+x")]
    [InlineData("a = \"\\")]
    [InlineData("a = 1 } b")]
    [InlineData("{ a = 1 } b")]
    public void A_sign_or_a_brace_that_belongs_nowhere_is_refused(string text) => Should.Throw<HoconException>(() => Reading.Json(text));

    [Fact]
    public void The_origin_of_a_path_that_leads_nowhere_is_none()
    {
        var document = HoconDocument.Parse("a { b = 1 }", "test.conf");

        document.OriginOf("a", "b").ShouldNotBeNull().Line.ShouldBe(1);
        document.OriginOf("a", "c").ShouldBeNull();
        document.OriginOf("a", "b", "c").ShouldBeNull();
    }
}
