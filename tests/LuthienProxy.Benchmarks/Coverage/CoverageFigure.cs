using System.Runtime.InteropServices;

namespace LuthienProxy.Benchmarks.Coverage;

/// <summary>How much of something the tests ran.</summary>
[StructLayout(LayoutKind.Auto)]
readonly record struct CoverageFigure(int Lines, int CoveredLines, int Branches, int CoveredBranches)
{
    public double LinePercent => Percent(CoveredLines, Lines);

    public double BranchPercent => Percent(CoveredBranches, Branches);

    public static CoverageFigure operator +(CoverageFigure one, CoverageFigure other) =>
        new(one.Lines + other.Lines, one.CoveredLines + other.CoveredLines, one.Branches + other.Branches, one.CoveredBranches + other.CoveredBranches);

    // Cut, not rounded: 98.996 % is not 99 %.
    static double Percent(int part, int whole) => whole == 0 ? 100 : Math.Floor(10_000.0 * part / whole) / 100;
}
