using Luthien.Actors;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Health;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Writers;
using WrittenJournal = LuthienProxy.Storage.Writers.Journal;

namespace LuthienProxy.Host.Composition;

/// <summary>
/// Starts the journal before the server listens: the schema is brought up to date, the spool opened, the writers started. A database that is away does not
/// keep the gateway from starting: events are spooled until it is there. One with a schema that this program cannot use does.
/// </summary>
sealed class JournalService(ActorSystem system, MigratingStore store, JournalOptions options, ILogger<WrittenJournal> log) : StartingService, IJournal, IAsyncDisposable
{
    volatile WrittenJournal? _journal;

    public bool IsAvailable => _journal is { IsAvailable: true };

    /// <summary>How the journal is; null before it has started.</summary>
    public JournalHealth? Health => _journal?.Health;

    public ValueTask<JournalReceipt> AppendAsync(JournalBatch batch) => _journal is { } journal ? journal.AppendAsync(batch) : new(JournalReceipt.Lost);

    /// <summary>Waits until what was handed over is durable; see <see cref="WrittenJournal.SettleAsync"/>. False before it has started.</summary>
    public Task<bool> SettleAsync(TimeSpan limit, CancellationToken cancellation) => _journal?.SettleAsync(limit, cancellation) ?? Task.FromResult(false);

    /// <summary>Puts everything that was handed over on record or on the spool; see <see cref="WrittenJournal.FlushAsync"/>.</summary>
    public Task FlushAsync(Task producers) => _journal?.FlushAsync(producers) ?? Task.CompletedTask;

    /// <exception cref="StartRefusedException">The schema or the spool's directory cannot be used.</exception>
    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await MigrateAsync(cancellationToken);
            _journal = await WrittenJournal.StartAsync(system, store, options, log);
        }
        catch (MigrationRefusedException cause)
        {
            throw new StartRefusedException([cause.Message], cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException([$"The spool's directory {options.Spool.Directory} cannot be used: {cause.Message}"], cause);
        }
    }

    public async ValueTask DisposeAsync()
    {
        // The writers must be at rest before their spool is closed.
        await system.Terminate();
        if (_journal is { } journal)
            await journal.DisposeAsync();
    }

    async Task MigrateAsync(CancellationToken cancellation)
    {
        try
        {
            await store.MigrateAsync(cancellation);
        }
        catch (StoreException cause)
        {
            HostLog.DatabaseAway(log, cause);
        }
    }
}
