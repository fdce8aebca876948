using System.Text;
using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Compare.Policies;

/// <summary>The figures of one format, as a Markdown table of medians.</summary>
sealed class PoliciesTable
{
    /// <summary>What the three policies must leave of the throughput without any.</summary>
    const double LeastThroughput = 0.7;

    /// <summary>What they may add to a delta's latency at the median, in microseconds.</summary>
    const double MostLatency = 50;

    readonly Dictionary<(string Contender, Figure Figure), List<double>> _figures = [];

    enum Figure
    {
        FastCpu,
        Throughput,
        MedianLatency,
        TailLatency,
    }

    /// <summary>Whether the three together keep both bounds.</summary>
    public bool IsKept => KeepsThroughput && KeepsLatency;

    bool KeepsThroughput => Ratio(PolicyContender.Three, Figure.Throughput) >= LeastThroughput;

    bool KeepsLatency => Added(PolicyContender.Three, Figure.MedianLatency) < MostLatency;

    public void AddFast(string contender, DeltaFigures figures)
    {
        Add(contender, Figure.FastCpu, figures.Cpu);
        Add(contender, Figure.Throughput, figures.PerSecond);
    }

    /// <summary>The latencies of one answer's deltas in microseconds, sorted.</summary>
    public void AddLatencies(string contender, double[] sorted)
    {
        Add(contender, Figure.MedianLatency, sorted[sorted.Length / 2]);
        Add(contender, Figure.TailLatency, sorted[sorted.Length * 99 / 100]);
    }

    public override string ToString()
    {
        var text = new StringBuilder("| Median | deltas/s, full speed | ÷ no policy | CPU per delta, full speed, µs | × no policy | delta latency p50, µs | added | p99, µs | added |\n");
        text.Append("|---|---|---|---|---|---|---|---|---|\n");
        foreach (var one in PolicyContender.All.Select(contender => contender.Name))
        {
            text.Append($"| {one} | {Of(one, Figure.Throughput):N0} | {Ratio(one, Figure.Throughput):0.00} | {Of(one, Figure.FastCpu):0.00} | {Ratio(one, Figure.FastCpu):0.00} |");
            text.Append($" {Of(one, Figure.MedianLatency):0} | {Added(one, Figure.MedianLatency):+0;-0;0} |");
            text.Append($" {Of(one, Figure.TailLatency):0} | {Added(one, Figure.TailLatency):+0;-0;0} |\n");
        }
        text.Append($"\n{PolicyContender.Three}: throughput ≥ {LeastThroughput} × no policy {Word(KeepsThroughput)}; added p50 < {MostLatency} µs {Word(KeepsLatency)}.\n");
        return text.ToString();
    }

    static string Word(bool isKept) => isKept ? "kept" : "**falls short**";

    void Add(string contender, Figure figure, double value)
    {
        if (!_figures.TryGetValue((contender, figure), out var values))
            _figures[(contender, figure)] = values = [];
        values.Add(value);
        Console.Error.WriteLine($"{figure}: {contender} {value:0.00}");
    }

    double Of(string contender, Figure figure) => Median.Of(_figures[(contender, figure)]);

    double Ratio(string contender, Figure figure) => Of(contender, figure) / Of(PolicyContender.None, figure);

    double Added(string contender, Figure figure) => Of(contender, figure) - Of(PolicyContender.None, figure);
}
