namespace LuthienProxy.Architecture.Tests;

/// <summary>A page for each decision: numbered, with a status, in the index.</summary>
public sealed class DecisionsSpec
{
    const string Folder = "docs/decisions";

    static readonly SourceFile[] Pages =
        [.. Repository.Files(Folder, "*.md").Where(page => !page.Path.EndsWith("/README.md", StringComparison.Ordinal))];

    static readonly string Index = string.Join('\n', Repository.Files(Folder, "README.md").SelectMany(file => file.Lines));

    [Fact]
    public void There_must_be_decisions() => Pages.ShouldNotBeEmpty();

    [Fact]
    public void Every_decision_must_be_numbered_in_a_row() =>
        Pages.Select(page => Path.GetFileName(page.Path)[..5]).ShouldBe(Enumerable.Range(1, Pages.Length).Select(number => $"{number:0000}-"));

    [Fact]
    public void Every_decision_must_have_a_status() =>
        Pages.Where(page => !page.Lines.Any(line => line.Contains("status", StringComparison.OrdinalIgnoreCase))).Select(page => page.Path).ShouldBeEmpty();

    [Fact]
    public void Every_decision_must_stand_in_the_index() =>
        Pages.Select(page => Path.GetFileName(page.Path)).Where(page => !Index.Contains(page, StringComparison.Ordinal)).ShouldBeEmpty();
}
