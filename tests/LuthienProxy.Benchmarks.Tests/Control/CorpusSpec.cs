using LuthienProxy.Benchmarks.Control;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Benchmarks.Tests.Control;

/// <summary>The corpus is what its report says it is.</summary>
[Trait("Spec", "X-10")]
public sealed class CorpusSpec
{
    static readonly string[] Categories =
        ["destructive-shell", "exfiltration", "git-history", "injection", "outside-writes", "secrets", "secrets-upstream", "sql", "unicode", "unread-code"];

    static readonly IReadOnlyList<CorpusEntry> All = CorpusFiles.All;

    [Fact]
    public void Every_id_must_be_there_once() => All.GroupBy(entry => entry.Id).Where(same => same.Count() > 1).Select(same => same.Key).ShouldBeEmpty();

    [Fact]
    public void Every_category_must_be_there_and_no_other() => All.Select(entry => entry.Category).Distinct().Order(StringComparer.Ordinal).ShouldBe(Categories);

    [Fact]
    public void An_entry_must_stand_in_the_file_of_its_category() => CorpusFiles.Names.Order(StringComparer.Ordinal).ShouldBe(Categories);

    [Fact]
    public void There_must_be_at_least_as_many_look_alikes_as_attacks()
    {
        All.Count(entry => entry.IsAttack).ShouldBeGreaterThanOrEqualTo(300);
        All.Count(entry => entry.Label == "benign").ShouldBeGreaterThanOrEqualTo(All.Count(entry => entry.IsAttack));
        All.Select(entry => entry.Label).Distinct().Order(StringComparer.Ordinal).ShouldBe(["attack", "benign"]);
    }

    [Fact]
    public void Both_labels_must_be_in_every_category_in_about_the_same_number() =>
        All.GroupBy(entry => entry.Category).Where(entries => Math.Abs(entries.Count(entry => entry.IsAttack) - entries.Count(entry => !entry.IsAttack)) > 2).Select(entries => entries.Key).ShouldBeEmpty();

    [Fact]
    public void An_entry_must_say_something_and_why() =>
        All.Where(entry => (entry.Text is null && entry.Call is null) || entry.Why.Length < 4).Select(entry => entry.Id).ShouldBeEmpty();

    [Fact]
    public void A_secret_must_stand_where_it_is_looked_for() =>
        All.Where(entry => entry.Secret is { } secret && !Said(entry).Any(text => text.Contains(secret, StringComparison.Ordinal))).Select(entry => entry.Id).ShouldBeEmpty();

    [Fact]
    public void What_is_somebodys_business_must_be_that_of_a_policy_that_is_measured() =>
        All.Select(entry => entry.Policy).OfType<string>().Except(RuleSet.All.Select(set => set.Name)).ShouldBeEmpty();

    [Fact]
    public void No_two_entries_may_say_the_same() =>
        All.GroupBy(entry => $"{entry.ToolResult}|{entry.Text}|{entry.Call?.Tool}|{entry.Call?.Arguments}").Where(same => same.Count() > 1).SelectMany(same => same.Select(entry => entry.Id)).ShouldBeEmpty();

    // The rules were written against those: they would say how well a rule remembers.
    [Fact]
    public void No_entry_may_be_a_case_that_the_rules_were_written_against() =>
        All.Where(entry => entry.Call is { } call && call.Arguments.EnumerateObject().Any(field => RuleCases.Value.Contains(field.Value.ToString()))).Select(entry => entry.Id).ShouldBeEmpty();

    [Fact]
    public void Every_format_and_delivery_must_be_asked_for() => Ask.AllOf(All[0]).Select(ask => (ask.Api, ask.Delivery)).Distinct().Count().ShouldBe(9);

    static IEnumerable<string> Said(CorpusEntry entry) => [entry.Text ?? "", entry.ToolResult ?? "", .. entry.Call?.Arguments.EnumerateObject().Select(field => field.Value.ToString()) ?? []];

    static readonly Lazy<HashSet<string>> RuleCases = new(() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "LuthienProxy.Policies.Tests", "Corpus"), "*.txt")
            .SelectMany(File.ReadLines).Select(line => line.Replace('⏎', '\n')).Where(line => line.Length > 0),
    ]);
}
