using LuthienProxy.Benchmarks.Control;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;

namespace LuthienProxy.Benchmarks.Tests.Control;

/// <summary>The harness against a gateway: it sees what is stopped, and what is not.</summary>
[Trait("Spec", "X-10")]
public sealed class CorpusRunSpec : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("luthien-control-test-").FullName;

    [Fact]
    public async Task Without_a_policy_everything_must_get_through_in_every_format_and_delivery()
    {
        var few = CorpusFiles.All.GroupBy(entry => (entry.Category, entry.Label)).SelectMany(same => same.Take(2)).ToList();
        var findings = await MeasureAsync(new RuleSet("none", "{ policy = NoOp }"), few);
        findings.Where(finding => finding.IsStopped || !finding.Differing.IsEmpty).Select(finding => finding.Entry.Id).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_policy_must_be_credited_with_what_it_stopped_and_nothing_else()
    {
        string[] known = ["shell-a01", "shell-b01", "sql-a05", "sql-b01", "secret-a03", "secret-b01", "upstream-a02", "upstream-b01", "inject-a01"];
        var entries = CorpusFiles.All.Where(entry => known.Contains(entry.Id)).ToList();
        (await StoppedAsync("BlockDangerousCommands", entries)).ShouldBe(["shell-a01", "inject-a01"], ignoreOrder: true);
        (await StoppedAsync("SqlProtection", entries)).ShouldBe(["sql-a05"]);
        (await StoppedAsync("RegexRedaction", entries)).ShouldBe(["secret-a03", "upstream-a02"], ignoreOrder: true);
        (await StoppedAsync(RuleSet.Together, entries)).ShouldBe(["shell-a01", "sql-a05", "secret-a03", "upstream-a02", "inject-a01"], ignoreOrder: true);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    async Task<IEnumerable<string>> StoppedAsync(string set, IReadOnlyList<CorpusEntry> entries)
    {
        var findings = await MeasureAsync(RuleSet.All.Single(one => one.Name == set), entries);
        findings.ShouldAllBe(finding => finding.Differing.IsEmpty);
        return findings.Where(finding => finding.IsStopped).Select(finding => finding.Entry.Id);
    }

    async Task<IReadOnlyList<Finding>> MeasureAsync(RuleSet set, IReadOnlyList<CorpusEntry> entries)
    {
        await using var provider = await CorpusProvider.StartAsync(entries);
        return await ControlCommand.MeasureAsync(set, _folder, provider, entries, Ask.AllOf);
    }
}
