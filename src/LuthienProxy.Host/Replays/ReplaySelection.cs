using System.Runtime.CompilerServices;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Replays;

/// <summary>The recorded calls of one replay: by their ids in the order in which they were given, or what a filter chooses, the newest first. One reader.</summary>
sealed class ReplaySelection(IJournalQueries queries, IReadOnlyList<TransactionId>? ids, CallFilter filter, int limit)
{
    /// <summary>Whether there are more calls than the limit let through; known at the end.</summary>
    public bool HasMore { get; private set; }

    /// <exception cref="ProblemException">The record cannot be read.</exception>
    public async IAsyncEnumerable<TransactionId> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (ids is not null)
        {
            foreach (var id in ids)
                yield return id;
            yield break;
        }
        var left = limit;
        string? cursor = null;
        do
        {
            var found = await queries.ListCallsAsync(filter, new(Math.Clamp(left, 1, QueryOptions.MaxPage), cursor), cancellation);
            if (!found.TryGet(out var page, out var failure))
                throw new ProblemException(Answers.ProblemOf(failure));
            foreach (var call in page.Calls)
                yield return call.TransactionId;
            left -= page.Calls.Count;
            cursor = page.Next;
        }
        while (cursor is not null && left > 0);
        HasMore = cursor is not null;
    }
}
