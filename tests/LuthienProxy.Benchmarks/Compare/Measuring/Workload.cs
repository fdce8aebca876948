using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>One thing that is measured of every contender.</summary>
/// <param name="Name">Its row in the table, unit included.</param>
/// <param name="Bound">What the gateway is held to; null where the figure is for information.</param>
/// <param name="IsFresh">Whether it needs a process that did nothing before.</param>
/// <param name="MeasureAsync">Measures one server once.</param>
sealed record Workload(string Name, Bound? Bound, bool IsFresh, Func<ServerProcess, Task<double>> MeasureAsync);
