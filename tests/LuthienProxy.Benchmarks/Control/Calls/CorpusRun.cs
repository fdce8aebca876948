using System.Collections.Concurrent;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>Sends entries through a gateway and gathers what became of each.</summary>
static class CorpusRun
{
    // Enough to keep two cores busy; no entry waits for another.
    const int AtOnce = 8;

    /// <summary>What became of each entry, in order.</summary>
    /// <param name="gateway">Where the gateway listens.</param>
    /// <param name="provider">The provider behind it.</param>
    /// <param name="entries">What is said.</param>
    /// <param name="asks">In which formats and deliveries.</param>
    public static async Task<IReadOnlyList<Finding>> RunAsync(Uri gateway, CorpusProvider provider, IReadOnlyList<CorpusEntry> entries, Func<CorpusEntry, IEnumerable<Ask>> asks)
    {
        using var client = new RawClient(gateway);
        var found = new ConcurrentBag<(string Id, Ask Ask, bool IsStopped)>();
        await Parallel.ForEachAsync(entries.SelectMany(asks), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (ask, _) =>
        {
            var heard = await client.AskAsync(ask.Api, ask.Body());
            found.Add((ask.Entry.Id, ask, Fates.IsStopped(ask.Entry, heard, provider.Asked(ask))));
        });
        var byEntry = found.ToLookup(one => one.Id, StringComparer.Ordinal);
        return [.. entries.Select(entry => Finding.Of(entry, [.. byEntry[entry.Id].Select(one => (one.Ask, one.IsStopped))]))];
    }
}
