namespace LuthienProxy.Benchmarks.Compare.Measuring;

/// <summary>What the gateway is held to.</summary>
/// <param name="Against">The contender whose figure the judged one's is divided by; null for an absolute figure.</param>
/// <param name="Limit">The limit of the ratio or figure.</param>
/// <param name="IsLeast">Whether more is better.</param>
sealed record Bound(string? Against, double Limit, bool IsLeast = false)
{
    /// <summary>In words: <c>≤ 2.5 × nginx</c>.</summary>
    public override string ToString() => $"{(IsLeast ? "≥" : "≤")} {Limit:0.##}{(Against is null ? "" : $" × {Against}")}";

    /// <summary>Whether a ratio or figure keeps it.</summary>
    public bool IsKeptBy(double figure) => IsLeast ? figure >= Limit : figure <= Limit;
}
