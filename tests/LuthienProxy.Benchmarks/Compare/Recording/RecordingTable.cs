using System.Text;
using LuthienProxy.Benchmarks.Compare.Measuring;

namespace LuthienProxy.Benchmarks.Compare.Recording;

/// <summary>The figures of one run, as a Markdown table of medians.</summary>
sealed class RecordingTable
{
    public const string Off = "off";
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";

    /// <summary>CPU per delta with recording on, as a multiple of recording off.</summary>
    const double MostCpu = 1.5;

    /// <summary>Time to first token that recording may add at the median, in milliseconds.</summary>
    const double MostLatency = 0.2;

    readonly Dictionary<string, Dictionary<string, List<double>>> _rows = [];

    /// <summary>Whether both engines keep every bound.</summary>
    public bool IsKept => _rows.Keys.All(row => IsKeptBy(row, Sqlite) && IsKeptBy(row, Postgres));

    public void Add(string row, string contender, double figure)
    {
        if (!_rows.TryGetValue(row, out var figures))
            _rows[row] = figures = new() { [Off] = [], [Sqlite] = [], [Postgres] = [] };
        figures[contender].Add(figure);
        Console.Error.WriteLine($"{row}: {contender} {figure:0.00}");
    }

    public override string ToString()
    {
        var text = new StringBuilder("| Median | recording off | SQLite | PostgreSQL | SQLite against off | PostgreSQL against off | bound | |\n|---|---|---|---|---|---|---|---|\n");
        foreach (var row in _rows.Keys)
        {
            text.Append($"| {row} | {Figure(row, Off):0.00} | {Figure(row, Sqlite):0.00} | {Figure(row, Postgres):0.00} |");
            text.Append(IsLatency(row)
                ? $" +{Against(row, Sqlite):0.00} | +{Against(row, Postgres):0.00} | ≤ +{MostLatency} |"
                : $" {Against(row, Sqlite):0.00} × | {Against(row, Postgres):0.00} × | ≤ {MostCpu} × |");
            text.Append($" {(IsKeptBy(row, Sqlite) && IsKeptBy(row, Postgres) ? "kept" : "**falls short**")} |\n");
        }
        return text.ToString();
    }

    static bool IsLatency(string row) => row.EndsWith("ms", StringComparison.Ordinal);

    double Figure(string row, string contender) => Median.Of(_rows[row][contender]);

    double Against(string row, string contender) => IsLatency(row) ? Figure(row, contender) - Figure(row, Off) : Figure(row, contender) / Figure(row, Off);

    bool IsKeptBy(string row, string contender) => Against(row, contender) <= (IsLatency(row) ? MostLatency : MostCpu);
}
