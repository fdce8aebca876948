using System.Text.RegularExpressions;

namespace LuthienProxy.Architecture.Tests;

/// <summary>A text file of the repository.</summary>
/// <param name="Path">Its path below the root, with slashes.</param>
/// <param name="Lines">Its lines.</param>
sealed record SourceFile(string Path, string[] Lines)
{
    /// <summary>Where a pattern is found in code, comments left aside: <c>path:line: text</c>.</summary>
    public IEnumerable<string> Find(Regex pattern) =>
        Lines.Select((line, i) => (Code: WithoutComment(line), Number: i + 1))
            .Where(line => pattern.IsMatch(line.Code))
            .Select(line => $"{Path}:{line.Number}: {line.Code.Trim()}");

    public bool IsBelow(params string[] folders) => folders.Any(folder => Path.StartsWith(folder + "/", StringComparison.Ordinal));

    // Good enough for these scans: a "//" inside a string is cut too, and nothing is looked for behind one.
    static string WithoutComment(string line) => line.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line;
}
