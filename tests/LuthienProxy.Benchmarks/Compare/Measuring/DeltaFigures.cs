namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What the deltas of one measurement cost.</summary>
/// <param name="Cpu">Microseconds of the server's CPU per delta.</param>
/// <param name="PerSecond">Deltas that arrived in a second.</param>
sealed record DeltaFigures(double Cpu, double PerSecond);
