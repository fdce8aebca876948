namespace Luthien.Hocon.Tests.Including;

[Trait("Spec", "HOCON include")]
public sealed class IncludeSpec : IDisposable
{
    readonly ConfigDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("include \"other.conf\"")]
    [InlineData("include file(\"other.conf\")")]
    [InlineData("include required(\"other.conf\")")]
    [InlineData("include required( file( \"other.conf\" ) )")]
    [InlineData("include\"other\"")]
    [InlineData("{ include \"other\", }")]
    public void A_file_is_merged_where_it_is_included(string statement)
    {
        _directory.With("other.conf", "a = 1, b { c = 2 }").With("main.conf", statement);

        _directory.Json().ShouldBe("""{"a":1,"b":{"c":2}}""");
    }

    [Fact]
    public void It_overrides_what_stands_before_it_and_yields_to_what_stands_behind()
    {
        _directory.With("other.conf", "a = 2, b = 2, o { y = 2 }").With("main.conf", "a = 1, o { x = 1 }\ninclude \"other\"\nb = 3");

        _directory.Json().ShouldBe("""{"a":2,"o":{"x":1,"y":2},"b":3}""");
    }

    [Fact]
    public void It_may_stand_inside_an_object_and_in_a_list()
    {
        _directory.With("other.conf", "a = 1, l += 2").With("main.conf", "x.y { include \"other\" }\nl = [{ include \"other\" }]");

        _directory.Json().ShouldBe("""{"x":{"y":{"a":1,"l":[2]}},"l":[{"a":1,"l":[2]}]}""");
    }

    [Fact]
    public void Paths_are_relative_to_the_including_file()
    {
        _directory.With("main.conf", "include \"sub/one\"").With("sub/one.conf", "include \"two\"").With("sub/two.conf", "a = sub").With("two.conf", "a = top");

        _directory.Json().ShouldBe("""{"a":"sub"}""");
    }

    [Fact]
    public void A_missing_file_is_ignored_unless_required()
    {
        _directory.With("main.conf", "a = 1\ninclude \"nothing\"").With("strict.conf", "a = 1\n include required(\"nothing\")");

        _directory.Json().ShouldBe("""{"a":1}""");
        _directory.Problem("strict.conf").Origin.ToString().ShouldBe($"{_directory["strict.conf"]}:2:2");
    }

    [Fact]
    public void Without_an_extension_json_and_conf_are_read_and_conf_wins()
    {
        _directory.With("other.json", """{ "a": "json", "b": "json" }""").With("other.conf", "a = conf").With("main.conf", "include \"other\"");

        _directory.Json().ShouldBe("""{"a":"conf","b":"json"}""");
    }

    [Fact]
    public void An_included_root_must_be_an_object()
    {
        _directory.With("other.conf", "[1]").With("main.conf", "\ninclude \"other\"");

        _directory.Problem().Origin.ToString().ShouldBe($"{_directory["other.conf"]}:1:1, included from {_directory["main.conf"]}:2:1");
    }

    [Fact]
    public void Substitutions_try_the_include_point_first_and_then_the_root()
    {
        _directory.With("other.conf", "x = local, a = ${x}, b = ${y}, l = [1], l += 2, s = ${s}x")
            .With("main.conf", "x = root, y = root, s = root, sub { include \"other\", x = override }");

        _directory.Json().ShouldBe("""{"x":"root","y":"root","s":"root","sub":{"x":"override","a":"override","b":"root","l":[1,2],"s":"rootx"}}""");
    }

    [Fact]
    public void A_name_holds_no_substitution()
    {
        _directory.With("${x}.conf", "a = literal").With("main.conf", "x = other, include \"${x}\"");

        _directory.Json().ShouldBe("""{"x":"other","a":"literal"}""");
    }

    [Theory]
    [InlineData("include \"main\"")]
    [InlineData("include \"other\"")]
    public void A_cycle_is_an_error(string statement)
    {
        _directory.With("main.conf", statement).With("other.conf", "\n\ninclude \"main.conf\"");

        _directory.Problem().Origin.Line.ShouldBeOneOf(1, 3);
    }

    [Fact]
    public void Depth_is_limited()
    {
        for (var i = 0; i < 40; i++)
            _directory.With($"f{i}.conf", $"a{i} = 1\ninclude \"f{i + 1}\"");

        _directory.Problem("f0.conf").Origin.Source.ShouldBe(_directory["f32.conf"]);
        _directory.Json("f8.conf").ShouldContain("\"a39\"");
    }

    [Fact]
    public void Files_are_limited_so_that_a_tree_of_includes_cannot_explode()
    {
        for (var i = 0; i < 20; i++)
            _directory.With($"f{i}.conf", $"x {{ include \"f{i + 1}\" }}\ny {{ include \"f{i + 1}\" }}");

        _directory.Problem("f0.conf").Origin.IncludedFrom.ShouldNotBeNull();
    }

    [Fact]
    public void Size_is_limited()
    {
        _directory.With("main.conf", "a = 1\ninclude \"large\"").With("large.conf", new string('#', 101));

        _directory.Problem("main.conf", new HoconLimits { FileBytes = 100 }).Origin.Line.ShouldBe(2);
        _directory.With("large.conf", new string('#', 100));
        Should.NotThrow(() => HoconDocument.ReadFile(_directory["main.conf"], new HoconOptions { Limits = new HoconLimits { FileBytes = 100 } }));
    }

    [Fact]
    public void A_byte_order_mark_is_accepted_and_broken_utf8_is_not()
    {
        File.WriteAllBytes(_directory["main.conf"], [0xEF, 0xBB, 0xBF, (byte)'a', (byte)'=', (byte)'1']);
        File.WriteAllBytes(_directory["bad.conf"], [(byte)'a', (byte)'=', (byte)'\n', (byte)' ', 0xFF]);

        _directory.Json().ShouldBe("""{"a":1}""");
        _directory.Problem("bad.conf").Origin.ToString().ShouldBe($"{_directory["bad.conf"]}:2:2");
    }

    [Fact]
    public void A_statement_takes_nothing_behind_the_name()
    {
        _directory.With("main.conf", "include \"other\" : 1");

        _directory.Problem().Origin.ToString().ShouldBe($"{_directory["main.conf"]}:1:17");
    }

    [Fact]
    public void A_missing_named_file_is_an_error_and_an_optional_one_is_empty()
    {
        _directory.Problem("gone.conf").Origin.Source.ShouldBe(_directory["gone.conf"]);
        HoconDocument.Load([new HoconLayer.File(_directory["gone.conf"], Optional: true)]).Root.Fields.ShouldBeEmpty();
    }

    [Fact]
    public void A_directory_is_read_by_ordinal_file_name()
    {
        _directory.With("b.conf", "a = b").With("a.conf", "a = a, x = 1").With("B.conf", "a = B").With("c.txt", "a = no");

        Reading.Json(HoconDocument.Load([new HoconLayer.Directory(_directory.Path)]).Root).ShouldBe("""{"a":"b","x":1}""");
        HoconDocument.Load([new HoconLayer.Directory(_directory["none"])]).Root.Fields.ShouldBeEmpty();
    }
}
