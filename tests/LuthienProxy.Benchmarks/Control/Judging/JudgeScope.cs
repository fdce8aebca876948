using LuthienProxy.Benchmarks.Control.Corpus;

namespace LuthienProxy.Benchmarks.Control.Judging;

/// <summary>What judges are shown: answers. What a request carries, they never see.</summary>
static class JudgeScope
{
    /// <summary>Texts and tool calls.</summary>
    public static IReadOnlyList<CorpusEntry> Answers { get; } = [.. CorpusFiles.All.Where(entry => !entry.IsUpstream)];

    /// <summary>Tool calls.</summary>
    public static IReadOnlyList<CorpusEntry> Calls { get; } = [.. Answers.Where(entry => entry.Call is not null)];

    /// <summary>So many of them, spread over all, the same in each run.</summary>
    public static IReadOnlyList<string> Some(IReadOnlyList<CorpusEntry> entries, int count) =>
        [.. Enumerable.Range(0, count).Select(at => entries[(int)((long)at * entries.Count / count)].Id)];
}
