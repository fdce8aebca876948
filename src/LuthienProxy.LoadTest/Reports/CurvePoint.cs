namespace LuthienProxy.LoadTest.Reports;

/// <summary>A share of values and what they do not exceed, in milliseconds.</summary>
sealed record CurvePoint(double Share, double Ms);
