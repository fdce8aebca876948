using System.Text.RegularExpressions;

namespace LuthienProxy.Policies.Tests.Pages;

/// <summary>A page of <c>docs/policies</c>, cut into its sections.</summary>
sealed partial class PolicyPage
{
    readonly Dictionary<string, string> _sections;

    PolicyPage(string text)
    {
        Text = text;
        _sections = Regex.Split(text, "^## ", RegexOptions.Multiline).Skip(1).ToDictionary(part => part[..part.IndexOf('\n')].Trim(), part => part[(part.IndexOf('\n') + 1)..], StringComparer.Ordinal);
    }

    public string Text { get; }

    public IEnumerable<string> Headings => _sections.Keys;

    public static string Folder { get; } = Path.Combine(Root(), "docs", "policies");

    /// <summary>The page of a policy.</summary>
    public static PolicyPage Of(string policy) => new(File.ReadAllText(Path.Combine(Folder, policy + ".md")).ReplaceLineEndings("\n"));

    public string Section(string heading) => _sections[heading];

    /// <summary>The rows of a section's table, each as its cells, backticks left out.</summary>
    public IEnumerable<string[]> Rows(string heading) => Section(heading).Split('\n').Where(line => line.StartsWith('|')).Skip(2)
        .Select(line => line.Trim('|').Split(" | ").Select(cell => cell.Trim().Trim('`').Replace("\\|", "|", StringComparison.Ordinal)).ToArray());

    /// <summary>The fenced blocks of a section that are of a language.</summary>
    public IEnumerable<string> Blocks(string heading, string language) =>
        Fence().Matches(Section(heading)).Where(fence => fence.Groups["language"].Value == language).Select(fence => fence.Groups["text"].Value);

    [GeneratedRegex("^(?<fence>`{3,})(?<language>[^`\n]*)\n(?<text>.*?)\n\\k<fence>$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Fence();

    static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LuthienProxy.sln")))
            folder = folder.Parent;
        return folder.FullName;
    }
}
