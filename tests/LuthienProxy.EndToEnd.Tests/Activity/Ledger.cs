namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>What a page must be able to believe of all that it was shown, over however many streams.</summary>
static class Ledger
{
    /// <summary>The numbers of each run of a node go up one by one: nothing comes twice, and what is missing was counted by a gap before.</summary>
    public static void ShouldAddUp(IEnumerable<LiveEvent> events)
    {
        var (last, told) = (new Dictionary<string, long>(), new Dictionary<string, long>());
        foreach (var gap in events)
        {
            if (gap.IsGap)
                told[gap.Node] = told.GetValueOrDefault(gap.Node) + gap.Missed;
            else
                Continue(gap, last, told);
        }
    }

    static void Continue(LiveEvent happened, Dictionary<string, long> last, Dictionary<string, long> told)
    {
        if (last.TryGetValue(happened.Run, out var before))
            (happened.Number - before).ShouldBe(1 + told.GetValueOrDefault(happened.Node), $"{happened.Json} after {before}");
        last[happened.Run] = happened.Number;
        told[happened.Node] = 0;
    }
}
