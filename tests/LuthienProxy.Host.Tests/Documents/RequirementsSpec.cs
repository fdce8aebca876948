using System.Text.RegularExpressions;

namespace LuthienProxy.Host.Tests.Documents;

/// <summary><c>docs/requirements.md</c> names what is there: its test classes and paths exist, and every id that a test cites stands in it.</summary>
public sealed partial class RequirementsSpec
{
    static readonly string[][] Rows =
    [
        .. House.Read("docs/requirements.md").Split('\n').Where(line => Row().IsMatch(line))
            .Select(line => line.Split('|', StringSplitOptions.TrimEntries)[1..^1]),
    ];

    static readonly string Tests = string.Join('\n',
        Directory.EnumerateFiles(Path.Combine(House.Root, "tests"), "*.cs", SearchOption.AllDirectories).Where(path => !path.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));

    [Fact]
    public void Every_row_must_have_its_four_cells_and_an_id_of_its_own()
    {
        Rows.Where(row => row.Length != 4 || row.Any(cell => cell.Length == 0)).Select(row => row[0]).ShouldBeEmpty();
        Rows.Select(row => row[0]).ShouldBeUnique();
        Rows.Length.ShouldBe(211);
    }

    [Fact]
    public void Every_test_class_that_is_named_must_exist() =>
        Rows.SelectMany(row => TestClass().Matches(row[3]).Select(match => match.Value)).Distinct()
            .Where(name => !Regex.IsMatch(Tests, $@"\bclass {name}\b")).ShouldBeEmpty();

    [Fact]
    public void Every_path_that_is_named_must_exist() =>
        Rows.SelectMany(row => SourcePath().Matches(row[2]).Select(match => match.Groups[1].Value)).Distinct()
            .Where(path => !Path.Exists(Path.Combine(House.Root, path))).ShouldBeEmpty();

    [Fact]
    public void Every_row_must_be_shown_by_a_test_or_a_command_or_say_that_it_is_not() =>
        Rows.Where(row => !TestClass().IsMatch(row[3]) && !row[3].Contains("`./", StringComparison.Ordinal) && !row[3].Contains("not yet", StringComparison.Ordinal)
            && !row[3].StartsWith("partly", StringComparison.Ordinal) && !row[3].StartsWith("held as a habit", StringComparison.Ordinal)).Select(row => row[0]).ShouldBeEmpty();

    [Fact]
    public void Every_id_that_a_test_cites_must_stand_here() =>
        Cited().Matches(Tests).Select(match => match.Groups[1].Value).Distinct().Except(Rows.Select(row => row[0])).ShouldBeEmpty();

    [GeneratedRegex(@"^\| (000|002|X)-\d+[a-h]? \|")]
    private static partial Regex Row();

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(Spec|Laws|Simulation)\b")]
    private static partial Regex TestClass();

    [GeneratedRegex("`((?:src|tests|docs|hocon)/?[^`]*)`")]
    private static partial Regex SourcePath();

    [GeneratedRegex("\\[Trait\\(\"Spec\", \"((?:000|002|X)-\\d+[a-h]?)\"\\)\\]")]
    private static partial Regex Cited();
}
