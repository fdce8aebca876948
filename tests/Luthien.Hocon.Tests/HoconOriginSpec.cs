using Luthien.Hocon.Tests.Including;

namespace Luthien.Hocon.Tests;

[Trait("Spec", "HOCON errors")]
public sealed class HoconOriginSpec
{
    [Fact]
    public void An_error_names_the_file_the_line_the_column_and_every_include_on_the_way()
    {
        using var directory = new ConfigDirectory();
        directory.With("main.conf", "a = 1\n  include \"one\"").With("one.conf", "\n\ninclude \"two\"").With("two.conf", "x = 1\r\ny = [1,,2]");

        var problem = directory.Problem();

        problem.Origin.ToString().ShouldBe(
            $"{directory["two.conf"]}:2:8, included from {directory["one.conf"]}:3:1, included from {directory["main.conf"]}:2:3");
        problem.ToString().ShouldStartWith($"{problem.Origin}: ");
    }

    [Fact]
    public void An_undefined_substitution_in_an_included_file_is_located_there()
    {
        using var directory = new ConfigDirectory();
        directory.With("main.conf", "sub { include \"one\" }").With("one.conf", "x = 1\ny = ${nowhere}");

        directory.Problem().Origin.ToString().ShouldBe($"{directory["one.conf"]}:2:5, included from {directory["main.conf"]}:1:7");
    }

    [Fact]
    public void An_error_never_repeats_a_configured_value() =>
        Reading.Problem("key = s3cr3t\nkey = ${key} [1]").Message.ShouldNotContain("s3cr3t");

    [Fact]
    public void An_exception_holds_all_problems_and_at_least_one()
    {
        var origin = new HoconOrigin("f", 1, 2);

        new HoconException([new HoconProblem(origin, "one"), new HoconProblem(origin, "two")]).Problems.Count.ShouldBe(2);
        Should.Throw<ArgumentException>(() => new HoconException([]));
    }
}
