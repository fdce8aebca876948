namespace LuthienProxy.LoadTest.Reports;

/// <summary>Where a run was made.</summary>
sealed record MachinePart(string System, string Runtime, int Cores);
