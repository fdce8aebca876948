using System.Data.Common;
using System.Net.Sockets;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Writers;

/// <summary>
/// A store whose schema is brought up to date before its first use: at start, or, when the database is away then, as soon as it is back. Until then it is
/// <see cref="StoreFault.Unavailable"/>, and the journal spools. Thread-safe. Disposes the store beneath it.
/// </summary>
/// <param name="store">The engine's store.</param>
/// <param name="migrator">Brings the schema up to date.</param>
public sealed class MigratingStore(IJournalStore store, Migrator migrator) : IJournalStore
{
    readonly Lock _lock = new();
    Task? _migration;

    /// <summary>Whether the schema is up to date.</summary>
    public bool IsReady
    {
        get
        {
            lock (_lock)
                return _migration is { IsCompletedSuccessfully: true };
        }
    }

    /// <summary>Brings the schema up to date; the first of several callers does it for all.</summary>
    /// <exception cref="StoreException">The database is away.</exception>
    /// <exception cref="MigrationRefusedException">The schema is not one that this program can use.</exception>
    public Task MigrateAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            // Not under the caller's limit: a migration may take longer than a write, and is begun only once.
            if (_migration is null or { IsFaulted: true } or { IsCanceled: true })
                _migration = RunAsync();
            return _migration.WaitAsync(cancellation);
        }
    }

    /// <inheritdoc/>
    public async Task<WriteReport> WriteAsync(IReadOnlyList<JournalBatch> batches, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return await store.WriteAsync(batches, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<JournalEntry>> ReadAsync(TransactionId transaction, int after, int limit, CancellationToken cancellation)
    {
        await ReadyAsync(cancellation);
        return await store.ReadAsync(transaction, after, limit, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => store.DisposeAsync();

    async ValueTask ReadyAsync(CancellationToken cancellation)
    {
        if (IsReady)
            return;
        try
        {
            await MigrateAsync(cancellation);
        }
        catch (MigrationRefusedException cause)
        {
            throw new StoreException(StoreFault.Broken, cause);
        }
    }

    async Task RunAsync()
    {
        try
        {
            await migrator.RunAsync(CancellationToken.None);
        }
        catch (Exception cause) when (cause is DbException or TimeoutException or IOException or SocketException)
        {
            throw new StoreException(StoreFault.Unavailable, cause);
        }
    }
}
