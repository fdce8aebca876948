namespace LuthienProxy.Benchmarks.Gates;

/// <summary>One gate of the kernel or the streams: what is measured, and what it must keep.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Unit">The figure's unit.</param>
/// <param name="Limit">The limit.</param>
/// <param name="IsLeast">Whether the figure must be at least the limit; else at most.</param>
/// <param name="MeasureAsync">Measures once.</param>
sealed record Gate(string Name, string Unit, double Limit, bool IsLeast, Func<Task<double>> MeasureAsync)
{
    public bool IsKeptBy(double figure) => IsLeast ? figure >= Limit : figure <= Limit;
}
