using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>A flowchart in Mermaid's words, as much of them as our pages use: nodes with labels, arrows, boxes around nodes.</summary>
sealed partial class Mermaid
{
    readonly Dictionary<string, string> _labels = [];
    readonly List<(string Box, string Node)> _boxed = [];
    readonly List<(string From, string To)> _arrows = [];

    Mermaid(IEnumerable<string> lines)
    {
        var box = "";
        foreach (var line in lines.Select(line => line.Trim()))
        {
            if (Box().Match(line) is { Success: true } begun)
                box = begun.Groups[1].Value;
            else if (line == "end")
                box = "";
            else if (Node().Match(line) is { Success: true } node)
                Declare(node.Groups[1].Value, node.Groups[2].Value, box);
            else if (Arrow().Match(line) is { Success: true } arrow)
                _arrows.AddRange(arrow.Groups[2].Value.Split('&', StringSplitOptions.TrimEntries).Select(to => (arrow.Groups[1].Value, to)));
        }
    }

    /// <summary>First words of the nodes' labels.</summary>
    public IEnumerable<string> Nodes => _labels.Values;

    /// <summary>Arrows between nodes, by their labels' first words; an arrow to a node that is not declared keeps its id.</summary>
    public IEnumerable<(string From, string To)> Arrows => _arrows.Select(arrow => (Name(arrow.From), Name(arrow.To)));

    /// <summary>Which node stands in which box, by the box's title.</summary>
    public IEnumerable<(string Box, string Node)> Boxed => _boxed.Select(boxed => (boxed.Box, Name(boxed.Node)));

    /// <summary>The flowcharts of a page, in order.</summary>
    public static IReadOnlyList<Mermaid> Of(string page) => [.. Chart().Matches(page).Select(chart => new Mermaid(chart.Groups[1].Value.Split('\n')))];

    void Declare(string id, string label, string box)
    {
        _labels.Add(id, label.Split("<br/>")[0]);
        if (box.Length > 0)
            _boxed.Add((box, id));
    }

    string Name(string id) => _labels.GetValueOrDefault(id, id);

    [GeneratedRegex("```mermaid\nflowchart [A-Z]+\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Chart();

    [GeneratedRegex("^subgraph \\w+\\[\"([^\"]+)\"\\]$")]
    private static partial Regex Box();

    [GeneratedRegex("^(\\w+)\\[\"([^\"]+)\"\\]$")]
    private static partial Regex Node();

    [GeneratedRegex("^(\\w+) -->(?:\\|[^|]*\\|)? ([\\w &]+)$")]
    private static partial Regex Arrow();
}
