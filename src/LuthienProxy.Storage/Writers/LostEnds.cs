using System.Collections.Concurrent;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// The ends of calls that were dropped: without them such a call would stand open on record for as long as this process lives. Thread-safe. Gone with the process; then the next one ends the calls.
/// </summary>
sealed class LostEnds
{
    /// <summary>So many are kept: some MiB. What comes beyond is not.</summary>
    internal const int Most = 4096;

    readonly ConcurrentQueue<JournalBatch> _ends = new();

    /// <summary>Keeps a call's end where it is among what was dropped; without the words that search finds the call by.</summary>
    public void Keep(JournalBatch dropped)
    {
        if (_ends.Count < Most && !dropped.Entries.IsDefaultOrEmpty && dropped.Entries[^1] is { Event: TransactionEnded } end)
            _ends.Enqueue(new(end.TransactionId, [end]));
    }

    /// <summary>The oldest.</summary>
    public JournalBatch? Peek() => _ends.TryPeek(out var end) ? end : null;

    /// <summary>Forgets the oldest. For one caller only.</summary>
    public void Drop() => _ends.TryDequeue(out _);
}
