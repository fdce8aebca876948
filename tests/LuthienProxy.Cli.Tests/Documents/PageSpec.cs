using LuthienProxy.Cli.Connection;
using LuthienProxy.Cli.Output;
using LuthienProxy.Cli.Shell;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Cli.Tests.Documents;

/// <summary>docs/pbm.md against the verbs that there are.</summary>
public sealed class PageSpec
{
    static readonly CommandLine Commands = new(new Surroundings(_ => null, "/"), new Screen(TextWriter.Null, TextWriter.Null), TimeProvider.System);

    [Fact]
    public void Every_verb_must_stand_in_its_table()
    {
        var rows = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "pbm.md")).Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(row => row.Split(" | ")[0]).ToList();

        Verbs.Where(verb => !rows.Exists(row => Names(row, verb))).ShouldBeEmpty();
        Verbs.Count().ShouldBeGreaterThan(40);
    }

    static IEnumerable<string> Verbs => Words("").SelectMany(noun => Words(noun + " ") is { Length: > 0 } verbs ? verbs.Select(verb => $"{noun} {verb}") : [noun]);

    static string[] Words(string line) => [.. Commands.Completions(line).Where(word => !word.StartsWith('-') && word is not ("?" or "--help"))];

    // policy activate is policy enable: what it is also called stands behind it, in brackets.
    static bool Names(string row, string verb) =>
        row.Contains($"`{verb}`", StringComparison.Ordinal) || row.Contains($"`{verb} ", StringComparison.Ordinal) || row.Contains($"`{verb}[", StringComparison.Ordinal)
        || (row.Contains($"`{verb.Split(' ')[0]} ", StringComparison.Ordinal) && row.Contains($"(`{verb.Split(' ')[^1]}`)", StringComparison.Ordinal));
}
