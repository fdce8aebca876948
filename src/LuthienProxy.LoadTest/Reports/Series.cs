namespace LuthienProxy.LoadTest.Reports;

/// <summary>A line of a plot.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Points">From left to right.</param>
sealed record Series(string Name, IReadOnlyList<(double X, double Y)> Points);
