namespace LuthienProxy.Architecture.Tests;

/// <summary>Finds the test methods of a file by its layout: from the attribute to the line that closes the member.</summary>
static class TestMethods
{
    const string Indent = "    ";

    /// <summary>Each test method as a file of its own, so that it can be searched.</summary>
    public static IEnumerable<SourceFile> In(SourceFile file) =>
        file.Lines.Select((line, i) => (line, i))
            .Where(x => x.line.StartsWith(Indent + "[Fact", StringComparison.Ordinal) || x.line.StartsWith(Indent + "[Theory", StringComparison.Ordinal))
            .Select(x => new SourceFile($"{file.Path} from line {x.i + 1}", Member(file.Lines, x.i)));

    static string[] Member(string[] lines, int from)
    {
        var signature = Array.FindIndex(lines, from, line => line.StartsWith(Indent + "public", StringComparison.Ordinal));
        var end = Array.FindIndex(lines, signature + 1, IsOutside);
        return lines[from..(end < 0 ? lines.Length : end)];
    }

    // The next thing in the member's own column, but for the brace that opens the body.
    static bool IsOutside(string line) =>
        line.Length > 0 && line != Indent + "{" && !line.StartsWith(Indent + " ", StringComparison.Ordinal);
}
