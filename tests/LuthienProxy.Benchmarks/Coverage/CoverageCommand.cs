using System.Text.Json;

namespace LuthienProxy.Benchmarks.Coverage;

/// <summary><c>./build.sh cover</c>, after the tests: adds their results up, shows them, and says whether they are enough.</summary>
static class CoverageCommand
{
    /// <param name="folder">Where the runs left their <c>coverage.json</c>; gets <c>uncovered.txt</c>.</param>
    /// <returns>0 when the gate holds, 1 when it does not.</returns>
    public static async Task<int> RunAsync(string folder)
    {
        var tree = new CoverageTree();
        foreach (var path in Directory.EnumerateFiles(folder, "coverage.json", SearchOption.AllDirectories))
        {
            await using var file = File.OpenRead(path);
            using var run = await JsonDocument.ParseAsync(file);
            tree.Add(run.RootElement);
        }
        Console.WriteLine("| assembly | lines | run | branches | taken |");
        Console.WriteLine("| --- | ---: | ---: | ---: | ---: |");
        foreach (var assembly in CoverageGate.Assemblies)
            Console.WriteLine(Row(assembly, tree.Of(assembly)));
        Console.WriteLine(Row("all together", CoverageGate.Total(tree)));
        var uncovered = Path.Combine(folder, "uncovered.txt");
        await File.WriteAllLinesAsync(uncovered, tree.Uncovered().Select(place => $"{place.File}:{place.Line}{(place.IsBranch ? " (a branch)" : "")}"));
        Console.WriteLine($"What nothing ran: {uncovered}");
        var wrong = CoverageGate.Check(tree).ToList();
        foreach (var line in wrong)
            await Console.Error.WriteLineAsync(line);
        return wrong.Count == 0 ? 0 : 1;
    }

    static string Row(string name, CoverageFigure figure) =>
        $"| {name} | {figure.Lines:N0} | {figure.LinePercent:0.00} % | {figure.Branches:N0} | {figure.BranchPercent:0.00} % |";
}
