using System.Text.Json;
using LuthienProxy.Benchmarks.Coverage;

namespace LuthienProxy.Benchmarks.Tests.Coverage;

/// <summary>What <c>./build.sh cover</c> makes of coverlet's results.</summary>
[Trait("Spec", "000-44")]
public sealed class CoverageSpec
{
    [Fact]
    public void A_line_or_branch_must_count_once_when_any_run_came_there()
    {
        var tree = Tree(Run("Luthien.Actors", """{"1": 2, "2": 0, "3": 0}""", Branch(2, 0, 1) + "," + Branch(2, 1, 0)), Run("Luthien.Actors", """{"1": 1, "2": 5, "3": 0}""", Branch(2, 0, 0) + "," + Branch(2, 1, 0)));
        tree.Of("Luthien.Actors").ShouldBe(new CoverageFigure(Lines: 3, CoveredLines: 2, Branches: 2, CoveredBranches: 1));
        tree.Uncovered().ShouldBe([("/house/a.cs", 2, true), ("/house/a.cs", 3, false)]);
    }

    [Fact]
    public void The_same_line_of_two_methods_must_count_twice()
    {
        var tree = Tree(JsonDocument.Parse("""{"Luthien.Actors.dll": {"/house/a.cs": {"A": {"one": {"Lines": {"1": 1}, "Branches": []}, "two": {"Lines": {"1": 0}, "Branches": []}}}}}""").RootElement);
        tree.Of("Luthien.Actors").LinePercent.ShouldBe(50);
    }

    [Theory]
    [InlineData(99, 95, true)]
    [InlineData(98, 95, false)]
    [InlineData(99, 94, false)]
    public void The_gate_must_hold_from_its_figures_on_and_not_below(int lines, int branches, bool holds) =>
        CoverageGate.Check(Tree([.. CoverageGate.Assemblies.Select(assembly => Run(assembly, Hundred(lines), Branches(branches)))])).Any().ShouldBe(!holds);

    [Fact]
    public void An_assembly_that_no_run_looked_at_must_fail_the_gate() =>
        CoverageGate.Check(Tree([.. CoverageGate.Assemblies.Skip(1).Select(assembly => Run(assembly, Hundred(100), Branches(100)))])).ShouldNotBeEmpty();

    [Fact]
    public void A_figure_must_not_be_rounded_up_to_the_gate() => new CoverageFigure(100_000, 98_999, 1, 1).LinePercent.ShouldBe(98.99);

    static CoverageTree Tree(params JsonElement[] runs)
    {
        var tree = new CoverageTree();
        foreach (var run in runs)
            tree.Add(run);
        return tree;
    }

    static JsonElement Run(string assembly, string lines, string branches) =>
        JsonDocument.Parse($$$"""{"{{{assembly}}}.dll": {"/house/a.cs": {"House.A": {"void House.A::B()": {"Lines": {{{lines}}}, "Branches": [{{{branches}}}]""" + "}}}}}").RootElement;

    static string Branch(int line, int path, int hits) => $$"""{"Line": {{line}}, "Offset": 4, "EndOffset": 6, "Path": {{path}}, "Ordinal": {{path}}, "Hits": {{hits}}}""";

    static string Hundred(int covered) => "{" + string.Join(',', Enumerable.Range(1, 100).Select(line => $"\"{line}\": {(line <= covered ? 1 : 0)}")) + "}";

    static string Branches(int covered) => string.Join(',', Enumerable.Range(0, 100).Select(path => Branch(1, path, path < covered ? 1 : 0)));
}
