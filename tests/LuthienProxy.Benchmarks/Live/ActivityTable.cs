using System.Text;
using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>What pages cost, as a Markdown table: medians of the rounds, ratios of measurements that follow one another.</summary>
sealed class ActivityTable(IReadOnlyList<int> audiences)
{
    /// <summary>What the latency that the gateway adds at p99 may be with all pages, of what it is with none.</summary>
    const double MostAdded = 1.1;

    /// <summary>What the working set may have grown by from the first round with all pages to the last.</summary>
    const double MostGrowth = 1.15;

    readonly Dictionary<int, List<ActivityFigures>> _figures = audiences.ToDictionary(audience => audience, _ => new List<ActivityFigures>());

    public bool IsKept => Ratio(audiences[^1]) <= MostAdded && Growth <= MostGrowth;

    double Growth => _figures[audiences[^1]] is [var first, .., var last] ? last.Mebibytes / first.Mebibytes : 1;

    public void Add(int audience, ActivityFigures figures)
    {
        _figures[audience].Add(figures);
        Console.Error.WriteLine($"{audience} pages: p50 {At(figures.Latencies, 0.5):0.00} (direct {At(figures.Direct, 0.5):0.00}) ms, p99 {At(figures.Latencies, 0.99):0.00} (direct {At(figures.Direct, 0.99):0.00}) ms, {figures.Cpu:0.00} cores, {figures.Mebibytes:0} MiB, {figures.Page}");
    }

    public override string ToString()
    {
        var text = new StringBuilder("| pages | events/s | call p50, ms | p99, ms | past the gateway p50 | p99 | added p99 ÷ none | gateway's CPU, cores | working set, MiB, least to most | event age p50, ms | p99, ms | missed |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        foreach (var audience in audiences)
        {
            var all = _figures[audience];
            text.Append($"| {audience} | {Of(all, one => (one.Page?.Events ?? 0) / one.Seconds):0} | {Of(all, one => At(one.Latencies, 0.5)):0.00} | {Of(all, one => At(one.Latencies, 0.99)):0.00} |");
            text.Append($" {Of(all, one => At(one.Direct, 0.5)):0.00} | {Of(all, one => At(one.Direct, 0.99)):0.00} | {Ratio(audience):0.00} |");
            text.Append($" {Of(all, one => one.Cpu):0.00} | {all.Min(one => one.Mebibytes):0} to {all.Max(one => one.Mebibytes):0} |");
            text.Append($" {Of(all, one => one.Page?.MedianAge ?? 0):0.0} | {Of(all, one => one.Page?.TailAge ?? 0):0.0} | {all.Sum(one => one.Page?.Missed ?? 0)} |\n");
        }
        text.Append($"\nAdded p99 with {audiences[^1]} pages ≤ {MostAdded} × none {Word(Ratio(audiences[^1]) <= MostAdded)};");
        text.Append($" working set in the last round {Growth:0.00} × that in the first, ≤ {MostGrowth} {Word(Growth <= MostGrowth)}.\n");
        return text.ToString();
    }

    static string Word(bool isKept) => isKept ? "kept" : "**falls short**";

    double Ratio(int audience) => Of(_figures[audience], one => one.Added) / Of(_figures[audiences[0]], one => one.Added);

    static double Of(List<ActivityFigures> all, Func<ActivityFigures, double> figure) => Median.Of([.. all.Select(figure)]);

    static double At(double[] sorted, double share) => ActivityFigures.At(sorted, share);
}
