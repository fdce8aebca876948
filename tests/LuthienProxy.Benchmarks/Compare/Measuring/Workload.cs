using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>One thing that is measured of every contender.</summary>
/// <param name="Name">Its row in the table, unit included.</param>
/// <param name="MeasureAsync">Measures one server once.</param>
/// <param name="Bounds">What is asked of the judged contender; none where the figure is for information.</param>
sealed record Workload(string Name, Func<ServerProcess, Task<double>> MeasureAsync, params Bound[] Bounds)
{
    /// <summary>Whether it needs a process that did nothing before.</summary>
    public bool IsFresh { get; init; }

    /// <summary>Who takes part; empty for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Who is held to the bounds.</summary>
    public string Judged { get; init; } = "gateway";

    /// <summary>Whether this contender takes part.</summary>
    public bool Wants(Contender contender) => Only.Count == 0 ? contender.Name != Workloads.Three : Only.Contains(contender.Name);
}
