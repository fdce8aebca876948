namespace LuthienProxy.Benchmarks.Control.Corpus;

/// <summary>The corpus as it lies beside the program: one file for each category, one entry a line.</summary>
static class CorpusFiles
{
    /// <summary>All entries, by the names of their files.</summary>
    public static IReadOnlyList<CorpusEntry> All { get; } = [.. Files().SelectMany(File.ReadLines).Where(line => line.Length > 0).Select(CorpusEntry.Parse)];

    /// <summary>The names of the files, which are the categories.</summary>
    public static IEnumerable<string> Names => Files().Select(file => Path.GetFileNameWithoutExtension(file));

    static IEnumerable<string> Files() => Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(typeof(CorpusFiles).Assembly.Location)!, "Control", "Corpus"), "*.jsonl").Order(StringComparer.Ordinal);
}
