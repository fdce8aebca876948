using Luthien.Actors;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Spool;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Writers;

/// <summary>What the journal is put together from: made once, outlives every actor.</summary>
sealed class JournalParts : IAsyncDisposable
{
    readonly TimeProvider _time;
    readonly List<CallLane> _lanes = [];
    readonly Turnstile _turnstile = new();
    readonly LostEnds _lostEnds = new();
    readonly Breaker _breaker;

    JournalParts(IJournalStore store, JournalOptions options, EventSpool spool, JournalMonitor monitor, TimeProvider time)
    {
        (Options, Spool, Monitor, _time) = (options, spool, monitor, time);
        _breaker = new Breaker(options.Breaker, time) { Changed = monitor.BreakerChanged };
        Gate = new StoreGate(store, _breaker, monitor, time);
        monitor.Lost = _lostEnds.Keep;
    }

    public JournalOptions Options { get; }

    public EventSpool Spool { get; }

    public JournalMonitor Monitor { get; }

    public StoreGate Gate { get; }

    /// <summary>Whether the drain has been asked to look.</summary>
    public OnceFlag Asked { get; } = new();

    /// <summary>Cancelled when the end of the process has no time left for the database.</summary>
    public CancellationTokenSource Hurry { get; } = new();

    /// <summary>Whether one of the journal's own threads is at work.</summary>
    public bool IsBusy => Spool.IsBusy || _lanes.Any(static lane => lane.IsBusy);

    public static async Task<JournalParts> CreateAsync(IJournalStore store, JournalOptions options, TimeProvider time, ILogger log)
    {
        var monitor = new JournalMonitor(time, log);
        var spool = await EventSpool.OpenAsync(options.Spool, monitor, time);
        monitor.Watch(spool);
        return new(store, options, spool, monitor, time);
    }

    public Props[] Writers() =>
    [
        .. Enumerable.Range(0, Options.Writers).Select(k =>
        {
            var work = new WriterWork(Options, new GroupCommit(Gate, Lane($"luthien-writer-{k}"), Spool, _turnstile, Monitor), Monitor, Hurry.Token);
            return Props.Create(() => new WriterActor(work, Options)).WithBoundedMailbox(Options.Queue, MailboxOverflow.Await);
        }),
    ];

    public Props Drain()
    {
        var work = new DrainWork(Options, Gate, Lane("luthien-drain"), Spool, _lostEnds, _turnstile, _breaker, Asked, Hurry.Token);
        return Props.Create(() => new DrainActor(work));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var lane in _lanes)
            lane.Dispose();
        await Spool.DisposeAsync();
        Monitor.Dispose();
        Hurry.Dispose();
    }

    CallLane Lane(string name)
    {
        var lane = new CallLane(name, Options.Breaker.CallTimeout, _time);
        _lanes.Add(lane);
        return lane;
    }
}
