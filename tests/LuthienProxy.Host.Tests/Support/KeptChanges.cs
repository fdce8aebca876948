using System.Collections.Concurrent;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Tests.Support;

/// <summary>A journal that keeps what administrators changed, and answers as a test says.</summary>
public sealed class KeptChanges : IJournal
{
    readonly ConcurrentQueue<AdministrativeChange> _changes = new();

    public bool IsAvailable => true;

    /// <summary>What it answers.</summary>
    public JournalReceipt Receipt { get; set; } = JournalReceipt.Committed;

    /// <summary>What it was handed, in order.</summary>
    public IReadOnlyList<AdministrativeChange> All => [.. _changes];

    public ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
    {
        _changes.Enqueue(batch.Change!);
        return new(Receipt);
    }
}
