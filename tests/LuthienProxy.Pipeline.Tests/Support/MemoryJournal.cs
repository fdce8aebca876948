using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A journal in memory, whose answers a test can hold back or choose.</summary>
public sealed class MemoryJournal : IJournal
{
    readonly List<JournalBatch> _batches = [];
    readonly List<TaskCompletionSource> _held = [];
    TaskCompletionSource? _next;
    int _underWay;
    long _delivered;

    public bool IsAvailable { get; set; } = true;

    /// <summary>What becomes of a batch; <see cref="JournalReceipt.Committed"/> unless a test says otherwise.</summary>
    public Func<JournalBatch, JournalReceipt> Answer { get; set; } = static _ => JournalReceipt.Committed;

    /// <summary>Which batches wait for <see cref="Release"/>.</summary>
    public Func<JournalBatch, bool> Holds { get; set; } = static _ => false;

    /// <summary>The most batches of all calls together that were under way at once.</summary>
    public int MostUnderWay { get; private set; }

    /// <summary>Bytes that are on record as delivered.</summary>
    public long DeliveredOnRecord => Interlocked.Read(ref _delivered);

    public IReadOnlyList<JournalBatch> Batches
    {
        get
        {
            lock (_batches)
                return [.. _batches];
        }
    }

    public async ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
    {
        Task held;
        lock (_batches)
        {
            _batches.Add(batch);
            MostUnderWay = Math.Max(MostUnderWay, ++_underWay);
            held = Hold(batch);
            (_next, var arrived) = (null, _next);
            arrived?.TrySetResult();
        }
        try
        {
            await held;
            Interlocked.Add(ref _delivered, batch.Entries.Events<DeliveredSegment>().Sum(segment => segment.Size));
            return Answer(batch);
        }
        finally
        {
            lock (_batches)
                _underWay--;
        }
    }

    /// <summary>Answers the batches that wait, and holds no more.</summary>
    public void Release()
    {
        Holds = static _ => false;
        lock (_batches)
            _held.ForEach(held => held.TrySetResult());
    }

    /// <summary>The record of a call, in the order in which it was handed over.</summary>
    public IReadOnlyList<JournalEntry> Of(TransactionId id) => [.. Batches.Where(batch => batch.TransactionId == id).SelectMany(batch => batch.Entries)];

    /// <summary>Waits until what was handed over satisfies a condition.</summary>
    public async Task HoldsAsync(Func<IReadOnlyList<JournalEntry>, bool> condition)
    {
        while (true)
        {
            Task next;
            lock (_batches)
            {
                if (condition([.. _batches.SelectMany(batch => batch.Entries)]))
                    return;
                next = (_next ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            }
            await next;
        }
    }

    Task Hold(JournalBatch batch)
    {
        if (!Holds(batch))
            return Task.CompletedTask;
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _held.Add(held);
        return held.Task;
    }
}
