using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Support;

/// <summary>A database in memory that keeps the store's contract, unless it is told to misbehave: call by call, or from now on.</summary>
sealed class ScriptedStore : IJournalStore
{
    public delegate Task<WriteReport> Behaviour(ScriptedStore store, IReadOnlyList<JournalBatch> batches, CancellationToken cancellation);

    readonly Lock _lock = new();
    readonly Dictionary<TransactionId, List<JournalEntry>> _record = [];
    readonly ConcurrentQueue<Behaviour> _script = new();
    readonly Channel<IReadOnlyList<JournalBatch>> _calls = Channel.CreateUnbounded<IReadOnlyList<JournalBatch>>();
    readonly ConcurrentQueue<int> _groups = new();
    volatile Behaviour _usual = Writes;

    public static Behaviour Writes { get; } = static (store, batches, _) => Task.FromResult(store.Write(batches));

    /// <summary>Neither answers nor heeds its token.</summary>
    public static Behaviour Hangs { get; } = static (_, _, _) => new TaskCompletionSource<WriteReport>().Task;

    /// <summary>How many batches each call brought, also those that failed.</summary>
    public IReadOnlyList<int> Groups => [.. _groups];

    public int Events
    {
        get
        {
            lock (_lock)
                return _record.Values.Sum(entries => entries.Count);
        }
    }

    public static Behaviour Fails(StoreFault fault = StoreFault.Unavailable) => (_, _, _) => throw new StoreException(fault, new IOException("scripted"));

    public static Behaviour FailsAfterWriting(StoreFault fault = StoreFault.Unavailable) => (store, batches, _) =>
    {
        store.Write(batches);
        throw new StoreException(fault, new IOException("scripted"));
    };

    /// <summary>Waits, then writes.</summary>
    public static Behaviour WaitsFor(Task gate) => async (store, batches, _) =>
    {
        await gate;
        return store.Write(batches);
    };

    /// <summary>Takes its time.</summary>
    public static Behaviour Takes(TimeProvider time, TimeSpan delay) => async (store, batches, cancellation) =>
    {
        await Task.Delay(delay, time, cancellation);
        return store.Write(batches);
    };

    /// <summary>Holds the calling thread, as an embedded database does.</summary>
    public static Behaviour Blocks(ManualResetEventSlim gate) => (store, batches, _) =>
    {
        gate.Wait(CancellationToken.None);
        return Task.FromResult(store.Write(batches));
    };

    /// <summary>Fails in a way of its own whenever such a batch is among the others.</summary>
    public static Behaviour ChokesOn(Func<JournalBatch, bool> isOne) => (store, batches, _) =>
        batches.Any(isOne) ? throw new InvalidCastException("scripted") : Task.FromResult(store.Write(batches));

    /// <summary>Cannot hold batches of a kind, and does not say where the record ends.</summary>
    public static Behaviour CannotHold(Func<JournalBatch, bool> isOne) => (store, batches, _) =>
    {
        var report = store.Write([.. batches.Where(batch => !isOne(batch))]);
        return Task.FromResult(report with { Refused = [.. report.Refused, .. batches.Where(isOne).Select(static batch => new RefusedBatch(batch, RefusalReason.Unstorable))] });
    };

    public ScriptedStore Then(params Behaviour[] behaviours)
    {
        foreach (var behaviour in behaviours)
            _script.Enqueue(behaviour);
        return this;
    }

    /// <summary>What it does once the script is over.</summary>
    public void FromNowOn(Behaviour behaviour) => _usual = behaviour;

    /// <summary>Waits for the next call of <see cref="WriteAsync"/>.</summary>
    public async Task<IReadOnlyList<JournalBatch>> NextCallAsync() => await _calls.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10));

    public IReadOnlyList<JournalEntry> RecordOf(TransactionId id)
    {
        lock (_lock)
            return _record.TryGetValue(id, out var entries) ? [.. entries] : [];
    }

    public Task<WriteReport> WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        _groups.Enqueue(batches.Count);
        _calls.Writer.TryWrite(batches);
        return (_script.TryDequeue(out var next) ? next : _usual)(this, batches, cancellation);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<JournalEntry>>([.. RecordOf(transaction).Where(entry => entry.Sequence > after).Take(limit)]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    WriteReport Write(IReadOnlyList<JournalBatch> batches)
    {
        lock (_lock)
        {
            var refused = batches.Where(batch => !TryWrite(batch)).Select(batch => new RefusedBatch(batch, RefusalReason.Gap) { Last = RecordOf(batch.TransactionId).Count }).ToImmutableArray();
            return new(batches.Sum(batch => batch.Entries.Length) - refused.Sum(refusal => refusal.Batch.Entries.Length), 0, refused);
        }
    }

    bool TryWrite(JournalBatch batch)
    {
        var record = _record.TryGetValue(batch.TransactionId, out var entries) ? entries : _record[batch.TransactionId] = [];
        var fresh = batch.Entries.Where(entry => entry.Sequence > record.Count).ToList();
        if (fresh.Count > 0 && fresh[0].Sequence != record.Count + 1)
            return false;
        record.AddRange(fresh);
        return true;
    }
}
