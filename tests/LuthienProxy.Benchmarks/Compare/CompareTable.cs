using System.Text;
using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Compare;

/// <summary>The figures of one run, as a Markdown table of medians.</summary>
sealed class CompareTable(IReadOnlyList<string> contenders)
{
    readonly List<Workload> _rows = [];
    readonly Dictionary<(string Row, string Contender), List<double>> _figures = [];

    /// <summary>Whether every bound is kept for which both sides were measured.</summary>
    public bool IsKept => _rows.TrueForAll(row => row.Bounds.All(bound => Ratio(row, bound) is not { } ratio || bound.IsKeptBy(ratio)));

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
        var text = new StringBuilder($"| Median | {string.Join(" | ", contenders)} | bounds |\n|---|{string.Concat(Enumerable.Repeat("---|", contenders.Count + 1))}\n");
        foreach (var row in _rows)
        {
            var cells = contenders.Select(contender => Figure(row, contender) is { } figure ? Number(figure) : "");
            text.Append($"| {row.Name} | {string.Join(" | ", cells)} | {string.Join("; ", row.Bounds.Select(bound => Verdict(row, bound)))} |\n");
        }
        return text.ToString();
    }

    static string Number(double figure) => figure >= 1000 ? $"{figure:N0}" : $"{figure:0.00}";

    string Verdict(Workload row, Bound bound) => Ratio(row, bound) is not { } ratio
        ? $"{bound}: not measured"
        : $"{bound}: {(bound.Against is null ? "" : $"{ratio:0.00}, ")}{(bound.IsKeptBy(ratio) ? "kept" : "**missed**")}";

    double? Figure(Workload row, string contender) => _figures.TryGetValue((row.Name, contender), out var figures) ? Median.Of(figures) : null;

    double? Ratio(Workload row, Bound bound) => bound.Against is { } against ? Figure(row, row.Judged) / Figure(row, against) : Figure(row, row.Judged);
}
