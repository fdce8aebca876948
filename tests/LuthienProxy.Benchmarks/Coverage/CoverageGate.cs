namespace LuthienProxy.Benchmarks.Coverage;

/// <summary>
/// What must be covered: the assemblies that hold the domain and the streams, all together. The rest of the house (storage, activity, the gateway's edge) is
/// tested through databases, sockets and browsers, where a percentage says little.
/// </summary>
static class CoverageGate
{
    public const double Lines = 99;
    public const double Branches = 95;

    public static IReadOnlyList<string> Assemblies { get; } =
        ["Luthien.Actors", "Luthien.Streams", "Luthien.Hocon", "LuthienProxy.Protocol", "LuthienProxy.Policies", "LuthienProxy.Pipeline"];

    /// <summary>What is wrong with the figures; nothing when they hold.</summary>
    public static IEnumerable<string> Check(CoverageTree tree)
    {
        foreach (var missing in Assemblies.Except(tree.Assemblies))
            yield return $"{missing} was not looked at";
        var all = Total(tree);
        if (all.LinePercent < Lines)
            yield return $"{all.LinePercent:0.00} % of the lines were run, {Lines} % are asked for";
        if (all.BranchPercent < Branches)
            yield return $"{all.BranchPercent:0.00} % of the branches were taken, {Branches} % are asked for";
    }

    /// <summary>All assemblies together.</summary>
    public static CoverageFigure Total(CoverageTree tree) => Assemblies.Select(tree.Of).Aggregate(default(CoverageFigure), (sum, figure) => sum + figure);
}
