using System.Text;
using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>The figures of one run, as a Markdown table of medians.</summary>
sealed class CompareTable(IReadOnlyList<string> contenders)
{
    const string Judged = "gateway";

    readonly List<Workload> _rows = [];
    readonly Dictionary<(string Row, string Contender), List<double>> _figures = [];

    /// <summary>Whether the gateway keeps every bound.</summary>
    public bool IsKept => _rows.TrueForAll(row => row.Bound is not { } bound || bound.IsKeptBy(Ratio(row, bound)));

    public void Add(Workload workload, string contender, double figure)
    {
        if (!_rows.Exists(row => row.Name == workload.Name))
            _rows.Add(workload);
        if (!_figures.TryGetValue((workload.Name, contender), out var figures))
            _figures[(workload.Name, contender)] = figures = [];
        figures.Add(figure);
        Console.Error.WriteLine($"{workload.Name}: {contender} {figure:0.00}");
    }

    public override string ToString()
    {
        var text = new StringBuilder($"| Median | {string.Join(" | ", contenders)} | gateway ÷ nginx | bare ÷ nginx | gateway ÷ bare | bound | |\n");
        text.Append($"|---|{string.Concat(Enumerable.Repeat("---|", contenders.Count + 5))}\n");
        foreach (var row in _rows)
        {
            text.Append($"| {row.Name} | {string.Join(" | ", contenders.Select(contender => $"{Figure(row, contender):0.00}"))} |");
            text.Append($" {Divided(row, Judged, "nginx"):0.00} | {Divided(row, "bare", "nginx"):0.00} | {Divided(row, Judged, "bare"):0.00} |");
            text.Append($" {row.Bound} | {(row.Bound is not { } bound ? "" : bound.IsKeptBy(Ratio(row, bound)) ? "kept" : "**falls short**")} |\n");
        }
        return text.ToString();
    }

    // Not a number where a contender did not take part.
    double Figure(Workload row, string contender) => _figures.TryGetValue((row.Name, contender), out var figures) ? Median.Of(figures) : double.NaN;

    double Divided(Workload row, string one, string other) => Figure(row, one) / Figure(row, other);

    double Ratio(Workload row, Bound bound) => bound.Against is { } against ? Divided(row, Judged, against) : Figure(row, Judged);
}
