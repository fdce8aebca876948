using LuthienProxy.Policies.Tests.Pages;

namespace LuthienProxy.Policies.Tests.Corpus;

/// <summary>Cases in a file, one a line; ⏎ stands for a line break, and a line that ends with a backslash goes on in the next. Headings begin with ##.</summary>
static class CorpusFile
{
    public static IReadOnlyList<string> Read(string name)
    {
        var path = Path.Combine(PolicyPage.Folder, "..", "..", "tests", "LuthienProxy.Policies.Tests", "Corpus", name);
        var text = File.ReadAllText(path).ReplaceLineEndings("\n");
        return [.. Joined(text.Split('\n')).Where(line => line.Length > 0 && !line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line.Replace('⏎', '\n'))];
    }

    static IEnumerable<string> Joined(IEnumerable<string> lines)
    {
        var begun = "";
        foreach (var line in lines)
        {
            var whole = begun + line;
            begun = whole.EndsWith('\\') && !whole.EndsWith(":\\", StringComparison.Ordinal) ? whole + "\n" : "";
            if (begun.Length == 0)
                yield return whole;
        }
    }
}
