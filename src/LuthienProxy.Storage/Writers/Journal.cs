using Luthien.Actors;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// The journal on a database: the front of the actors under <c>/system/journal</c>. Thread-safe. Dispose it after the actor system has ended; the store is its maker's.
/// </summary>
public sealed class Journal : IJournal, IAsyncDisposable
{
    readonly JournalParts _parts;
    readonly IActorRef[] _writers;
    readonly TimeProvider _time;
    volatile bool _closed;
    int _disposed;

    Journal(JournalParts parts, IActorRef[] writers, TimeProvider time) => (_parts, _writers, _time) = (parts, writers, time);

    /// <inheritdoc/>
    public bool IsAvailable => !_closed && _parts.Gate.IsOpen && !_parts.Spool.HasBacklog;

    /// <summary>How the journal is at this moment.</summary>
    public JournalHealth Health => _parts.Monitor.Snapshot();

    /// <summary>Whether one of its own threads is at work at this moment.</summary>
    internal bool IsBusy => _parts.IsBusy;

    /// <summary>Opens the spool, with what a process before has left in it, and starts the actors. Call <see cref="FlushAsync"/> before they end.</summary>
    /// <exception cref="IOException">The spool's directory cannot be used.</exception>
    /// <exception cref="UnauthorizedAccessException">The spool's directory may not be used.</exception>
    public static async Task<Journal> StartAsync(ActorSystem system, IJournalStore store, JournalOptions options, ILogger<Journal> log)
    {
        var parts = await JournalParts.CreateAsync(store, options, system.Time, log);
        var root = system.SystemActorOf(Props.Create(() => new JournalActor(parts.Writers(), parts.Drain())), "journal");
        var children = await root.Ask<JournalActor.Children>(new JournalActor.GetChildren());
        parts.Spool.Appended = () =>
        {
            if (parts.Asked.TrySet())
                children.Drain.Tell(DrainActor.Look.Instance);
        };
        system.EventStream.Subscribe<DeadLetter>(new LostAppends(parts.Monitor));
        return new(parts, children.Writers, system.Time);
    }

    /// <inheritdoc/>
    public async ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var append = new Append(batch, _time.GetTimestamp());
        using var pending = _parts.Monitor.Begin(append);
        var isQueued = false;
        try
        {
            if (_closed)
                return Refuse(append, DropCause.Stopped);
            using var limit = new CancellationTokenSource(_parts.Options.AppendTimeout, _time);
            await WriterOf(batch).TellAsync(append, ct: limit.Token);
            isQueued = true;
            return await append.Answer.WaitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            return Refuse(append, isQueued ? DropCause.Unknown : DropCause.Queue);
        }
    }

    /// <summary>Waits until everything that was handed over before is durable: in the database, or fsynced on the spool. Goes on taking batches meanwhile.</summary>
    /// <returns>Whether it was so within the limit.</returns>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<bool> SettleAsync(TimeSpan limit, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(limit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            await DrainAsync(either.Token).WaitAsync(either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Puts everything that was handed over on record or on the spool, within <see cref="JournalOptions.FlushTimeout"/>; afterwards nothing is taken any more.</summary>
    /// <remarks>The database and the producers get half of the time; then what is left goes to the spool. Does not throw: what was not done is logged and counted.</remarks>
    /// <param name="producers">Completes when nobody will hand over anything any more; waited for within the same time.</param>
    public async Task FlushAsync(Task producers)
    {
        using var limit = new CancellationTokenSource(_parts.Options.FlushTimeout, _time);
        using var half = _time.CreateTimer(static hurry => ((CancellationTokenSource)hurry!).Cancel(), _parts.Hurry, _parts.Options.FlushTimeout / 2, Timeout.InfiniteTimeSpan);
        var first = DrainAsync(limit.Token);
        await Task.WhenAll(first, producers).WaitAsync(_parts.Options.FlushTimeout * 0.75, _time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _closed = true;
        // Whatever came in before the door was shut.
        var last = DrainAsync(limit.Token);
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _parts.Monitor.Flushed(isComplete: last.IsCompletedSuccessfully);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _closed = true;
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            await _parts.DisposeAsync();
    }

    Task DrainAsync(CancellationToken cancellation) => Task.WhenAll(_writers.Select(async writer =>
    {
        var drain = new WriterActor.Drain(new(TaskCreationOptions.RunContinuationsAsynchronously));
        await writer.TellAsync(drain, ct: cancellation);
        await drain.Done.Task.WaitAsync(cancellation);
    }));

    // An id ends in random bits, so its hash spreads.
    IActorRef WriterOf(JournalBatch batch) => _writers[(uint)batch.TransactionId.Value.GetHashCode() % _writers.Length];

    JournalReceipt Refuse(Append append, DropCause cause)
    {
        // The answer may have come at the last moment.
        if (!append.Reply(JournalReceipt.Lost))
            return append.Answer.GetAwaiter().GetResult();
        _parts.Monitor.Dropped(cause, append.Batch);
        return JournalReceipt.Lost;
    }

    /// <summary>An append that reaches no writer, because the actors have ended, is answered at once.</summary>
    sealed class LostAppends(JournalMonitor monitor) : IActorRef
    {
        public ActorPath Path => ActorRefs.Nobody.Path;

        public void Tell(object message, IActorRef? sender = null)
        {
            if (message is DeadLetter { Message: Append append } && append.Reply(JournalReceipt.Lost))
                monitor.Dropped(DropCause.Stopped, append.Batch);
        }
    }
}
