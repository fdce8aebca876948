using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Shadows;
using LuthienProxy.Storage.Queries.Sql;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Counts what policies that only look on have decided. Its work is bounded by the number of decisions, so that a busy day costs no more than a quiet one.</summary>
static class ShadowReader
{
    /// <summary>How many decisions are counted at once: enough to tell one in a thousand, and read within a tenth of a second.</summary>
    internal const int MostDecisions = 10_000;

    const int MostLatest = 10;

    internal static async Task<ShadowSummary> ReadAsync(QuerySession session, DateTimeOffset since)
    {
        var rows = await ShadowRows.LatestAsync(session, since, MostDecisions + 1);
        var isAll = rows.Count <= MostDecisions;
        // What happened at the very time of the first one that is left out may be missing in part.
        var from = isAll ? since : rows[^1].At;
        var policies = rows.Where(row => row.Decided is not null && (isAll || row.At > from))
            .GroupBy(static row => (row.Decided!.Policy, row.Decided.Version))
            .OrderBy(static group => group.Key.Policy, StringComparer.Ordinal).ThenByDescending(static group => group.Key.Version)
            .Select(static group => Of(group.Key.Policy, group.Key.Version, [.. group]));
        return new(from, [.. policies]);
    }

    static ShadowPolicy Of(string policy, int version, List<ShadowRows.Row> rows)
    {
        var took = rows.Select(static row => row.Decided!.Took.TotalMilliseconds).Order().ToList();
        return new()
        {
            Policy = policy,
            Version = version,
            Calls = rows.DistinctBy(static row => row.Id).Count(),
            Verdicts = rows.CountBy(static row => row.Decided!.Verdict).OrderBy(static pair => pair.Key).ToDictionary(static pair => QueryWords.Of(pair.Key), static pair => pair.Value),
            TookMsP50 = At(took, 50),
            TookMsP99 = At(took, 99),
            Latest = [.. rows.Where(static row => row.Decided!.Verdict != PolicyVerdict.Forward).Take(MostLatest).Select(static row =>
                new ShadowDecision(row.Id, row.At, row.Decided!.Verdict, row.Decided.Reason, row.Decided.Probability))],
        };
    }

    // The nearest rank: a time that a decision really took.
    static double At(List<double> sorted, int percent) => sorted[Math.Max(0, ((sorted.Count * percent) + 99) / 100 - 1)];
}
