using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>
/// A way in which the batches of several transactions may reach a store: cut anywhere, mixed, written together in groups of any size; what was written
/// comes again, whole or in part, and recovery ends calls that are not over.
/// </summary>
static class Scramble
{
    public static IEnumerable<IReadOnlyList<JournalBatch>> Of(IReadOnlyList<JournalBatch> calls, Random random)
    {
        var written = new int[calls.Count];
        var group = new List<JournalBatch>();
        while (Enumerable.Range(0, calls.Count).Where(i => written[i] < calls[i].Entries.Length).ToList() is { Count: > 0 } unfinished)
        {
            var i = unfinished[random.Next(unfinished.Count)];
            group.AddRange(Next(calls[i], ref written[i], random));
            if (random.Next(3) > 0)
                continue;
            yield return group;
            if (random.Next(4) == 0)
                yield return group;
            group = [];
        }
        yield return group;
    }

    static IEnumerable<JournalBatch> Next(JournalBatch call, ref int written, Random random)
    {
        var total = call.Entries.Length;
        var from = random.Next(2) == 0 ? written : random.Next(written + 1);
        var to = random.Next(Math.Max(from, written) + 1, total + 1);
        var wasOpen = written > 0;
        var end = Some.Batch(call.TransactionId, written + 1, Some.Recovered());
        written = to;
        var next = call with { Entries = call.Entries[from..to] };
        return wasOpen && random.Next(4) == 0 ? [end, next] : [next];
    }
}
