using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Reading;
using LuthienProxy.Storage.Queries.Shadows;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqliteShadowSpec : ShadowSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;
}

public sealed class PostgresShadowSpec : ShadowSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;
}

/// <summary>What policies that only look on would have done.</summary>
public abstract class ShadowSpec : QueriesSpec
{
    [Fact]
    public async Task Each_version_of_a_policy_must_be_counted_by_itself()
    {
        await RecordAsync(
            Call(1, Decision("a", 2), Decision("a", 2, PolicyVerdict.Replace), Decision("b", 2)),
            Call(2, Decision("a", 2, PolicyVerdict.Block), Decision("a", 1)),
            Call(3, Decision("a", 2)));
        var summary = await SummaryAsync();
        summary.Since.ShouldBe(Traffic.Start);
        summary.Policies.Select(policy => (policy.Policy, policy.Version, policy.Calls)).ShouldBe([("a", 2, 3), ("a", 1, 1), ("b", 2, 1)]);
        summary.Policies[0].Verdicts.ShouldBe(new Dictionary<string, int> { ["forward"] = 2, ["replace"] = 1, ["block"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public async Task What_acts_must_not_be_counted()
    {
        // Nor what only speaks of it.
        await RecordAsync(Call(1, Decision("a", 1) with { IsShadow = false }, Decision("b", 1) with { IsShadow = false, Reason = """it said "is_shadow":true""" }));
        (await SummaryAsync()).Policies.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_time_must_bound_it()
    {
        await RecordAsync(Call(1, Decision("early", 1)), Call(10, Decision("late", 1)));
        var summary = Found(await Queries.GetShadowAsync(Traffic.Start.AddMinutes(5), CancellationToken.None));
        summary.Policies.Select(policy => policy.Policy).ShouldBe(["late"]);
    }

    [Fact]
    public async Task The_latest_ten_that_would_have_acted_must_be_shown_with_why()
    {
        await RecordAsync([.. Enumerable.Range(1, 15).Select(minute => Call(minute, Decision("a", 1), Decision("a", 1, PolicyVerdict.Block) with { Reason = $"reason {minute}", Probability = 0.5 }))]);
        var latest = (await SummaryAsync()).Policies.Single().Latest;
        latest.Select(one => one.Reason).ShouldBe(Enumerable.Range(6, 10).Reverse().Select(minute => $"reason {minute}"));
        latest.ShouldAllBe(one => one.Verdict == PolicyVerdict.Block && one.Probability == 0.5);
        (await Queries.GetCallAsync(latest[0].TransactionId, CancellationToken.None)).Value!.Call.OpenedAt.ShouldBe(Traffic.Start.AddMinutes(15));
    }

    [Fact]
    public async Task How_long_it_took_must_be_told_by_rank()
    {
        await RecordAsync(Call(1, [.. Enumerable.Range(1, 200).Select(ms => Decision("a", 1) with { Took = TimeSpan.FromMilliseconds(ms) })]), Call(2, Decision("once", 1) with { Took = TimeSpan.FromMilliseconds(7) }));
        (await SummaryAsync()).Policies.Select(policy => (policy.TookMsP50, policy.TookMsP99)).ShouldBe([(100, 198), (7, 7)]);
    }

    [Fact]
    public async Task What_a_policy_saw_must_not_be_needed()
    {
        await RecordAsync(Call(1, Decision("a", 1, PolicyVerdict.Replace) with { Seen = new Payload.Whole(new byte[5_000]) }));
        (await SummaryAsync()).Policies.Single().Calls.ShouldBe(1);
    }

    [Fact]
    public async Task More_than_are_counted_at_once_must_be_told_by_the_time()
    {
        await RecordAsync(Call(1, Decision("first", 1)));
        foreach (var minute in new[] { 2, 3 })
            await RecordAsync(Call(minute, [.. Enumerable.Repeat(Decision("many", 1), ShadowReader.MostDecisions / 2)]));
        var summary = await SummaryAsync();
        summary.Since.ShouldBe(Traffic.Start.AddMinutes(1), TimeSpan.FromSeconds(1));
        summary.Policies.Select(policy => (policy.Policy, policy.Verdicts["forward"])).ShouldBe([("many", ShadowReader.MostDecisions)]);
    }

    [Fact]
    [Trait("Spec", "002-22")]
    public async Task It_must_go_by_an_index_of_its_own()
    {
        await RecordAsync(Call(1, Decision("a", 1)));
        var explain = Engine is DatabaseEngine.Sqlite ? "explain query plan " : "set local enable_seqscan = off; explain ";
        var dialect = QueryDialect.Of(Engine);
        var plan = await Database.ReadAsync(
            (connection, stop) => new QuerySession(connection, dialect, stop).ListAsync(explain + ShadowRows.LatestSql(dialect), row => row.GetString(row.FieldCount - 1), ("since", Traffic.Start), ("limit", 10)), CancellationToken.None);
        string.Join('\n', plan).ShouldContain("transaction_events_shadow");
        string.Join('\n', plan).ShouldNotContain("sort", Case.Insensitive);
    }

    async Task<ShadowSummary> SummaryAsync() => Found(await Queries.GetShadowAsync(Traffic.Start, CancellationToken.None));

    static Traffic Call(int minute, params PolicyDecided[] decisions) => new() { Minute = minute, Decisions = decisions };

    static PolicyDecided Decision(string policy, int version, PolicyVerdict verdict = PolicyVerdict.Forward) => new() { Policy = policy, Version = version, IsShadow = true, Verdict = verdict };
}
