using System.Text.Json;

namespace LuthienProxy.Benchmarks.Coverage;

/// <summary>What several test runs covered, added up: a line or branch counts once however many runs came there. Reads coverlet's JSON.</summary>
sealed class CoverageTree
{
    // One entry for each line of a method, and for each branch, with how often it ran; a method is the same in every run of one build.
    readonly Dictionary<Place, long> _lines = [];
    readonly Dictionary<(Place Place, string Branch), long> _branches = [];

    /// <summary>The assemblies that were looked at.</summary>
    public IEnumerable<string> Assemblies => _lines.Keys.Select(place => place.Assembly).Distinct().Order(StringComparer.Ordinal);

    /// <summary>Adds one run's result.</summary>
    public void Add(JsonElement run)
    {
        foreach (var assembly in run.EnumerateObject())
            foreach (var file in assembly.Value.EnumerateObject())
                foreach (var method in file.Value.EnumerateObject().SelectMany(type => type.Value.EnumerateObject()))
                    AddMethod(Path.GetFileNameWithoutExtension(assembly.Name), file.Name, method);
    }

    /// <summary>How much of an assembly was covered.</summary>
    public CoverageFigure Of(string assembly)
    {
        var lines = _lines.Where(line => line.Key.Assembly == assembly).ToList();
        var branches = _branches.Where(branch => branch.Key.Place.Assembly == assembly).ToList();
        return new(lines.Count, lines.Count(line => line.Value > 0), branches.Count, branches.Count(branch => branch.Value > 0));
    }

    /// <summary>Lines that nothing ran, and lines with a branch that was never taken, as <c>file:line</c>.</summary>
    public IEnumerable<(string File, int Line, bool IsBranch)> Uncovered() =>
        _lines.Where(line => line.Value == 0).Select(line => (line.Key.File, line.Key.Line, false))
            .Concat(_branches.Where(branch => branch.Value == 0).Select(branch => (branch.Key.Place.File, branch.Key.Place.Line, true)))
            .Distinct().OrderBy(place => place.File, StringComparer.Ordinal).ThenBy(place => place.Line);

    void AddMethod(string assembly, string file, JsonProperty method)
    {
        foreach (var line in method.Value.GetProperty("Lines").EnumerateObject())
            Add(_lines, new(assembly, file, method.Name, int.Parse(line.Name)), line.Value.GetInt64());
        foreach (var branch in method.Value.GetProperty("Branches").EnumerateArray())
            Add(_branches,
                (new(assembly, file, method.Name, branch.GetProperty("Line").GetInt32()), $"{branch.GetProperty("Offset")}/{branch.GetProperty("EndOffset")}/{branch.GetProperty("Path")}/{branch.GetProperty("Ordinal")}"),
                branch.GetProperty("Hits").GetInt64());
    }

    static void Add<TKey>(Dictionary<TKey, long> hits, TKey key, long count)
        where TKey : notnull => hits[key] = hits.GetValueOrDefault(key) + count;

    sealed record Place(string Assembly, string File, string Method, int Line);
}
