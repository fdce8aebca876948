namespace Luthien.Hocon.Tests.Including;

[Trait("Spec", "HOCON include")]
public sealed class ConfinementSpec : IDisposable
{
    readonly ConfigDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("../secret.conf")]
    [InlineData("sub/../../secret.conf")]
    [InlineData("/etc/hostname.conf")]
    [InlineData("sub/../../conf-else/secret.conf")]
    public void An_include_cannot_leave_the_configuration_directory(string name)
    {
        _directory.With("../secret.conf", "a = 1").With("../conf-else/secret.conf", "a = 1").With("main.conf", $"include \"{name}\"");

        _directory.Problem().Origin.Line.ShouldBe(1);
    }

    [Fact]
    public void A_symbolic_link_cannot_lead_out()
    {
        _directory.With("../secret.conf", "a = 1").With("main.conf", "include \"link\"").With("nested.conf", "include \"dir/secret\"");
        File.CreateSymbolicLink(_directory["link.conf"], _directory["../secret.conf"]);
        Directory.CreateSymbolicLink(_directory["dir"], _directory[".."]);

        _directory.Problem().Origin.Line.ShouldBe(1);
        _directory.Problem("nested.conf").Origin.Line.ShouldBe(1);
    }

    [Fact]
    public void A_symbolic_link_inside_is_followed_as_mounted_configuration_needs()
    {
        _directory.With("v2/other.conf", "a = 2").With("main.conf", "include \"other\"");
        Directory.CreateSymbolicLink(_directory["current"], "v2");
        File.CreateSymbolicLink(_directory["other.conf"], "current/other.conf");

        _directory.Json().ShouldBe("""{"a":2}""");
    }

    [Fact]
    public void A_loop_of_links_is_an_error()
    {
        File.CreateSymbolicLink(_directory["a.conf"], "b.conf");
        File.CreateSymbolicLink(_directory["b.conf"], "a.conf");
        _directory.With("main.conf", "include \"a\"");

        _directory.Problem().Origin.Line.ShouldBe(1);
    }

    [Fact]
    public void A_subdirectory_may_include_from_its_parent_within_the_root()
    {
        _directory.With("main.conf", "include \"sub/one\"").With("sub/one.conf", "include \"../two\"").With("two.conf", "a = 2");

        _directory.Json().ShouldBe("""{"a":2}""");
    }

    [Fact]
    public void A_text_includes_from_a_given_root_only()
    {
        _directory.With("other.conf", "a = 1");

        Reading.Json(HoconDocument.Parse("include \"other\"", options: new HoconOptions { IncludeRoot = _directory.Path }).Root).ShouldBe("""{"a":1}""");
        Reading.Place("include \"other\"").ShouldBe("1:1");
    }
}
