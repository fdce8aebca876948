using Luthien.Actors;
using LuthienProxy.Host.Settings;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Retention;

namespace LuthienProxy.Host.Composition;

/// <summary>
/// Keeps the record at the age that the settings name, once the journal has started; by default everything is kept. It asks nothing of the database at start:
/// a sweep that finds it away says so in the log, and the next one tries again.
/// </summary>
sealed class RetentionService(ActorSystem system, IDatabase database, JournalArchive archive, GatewaySettings settings, ILogger<RetentionService> log) : StartingService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        JournalRetention.Start(system, database, archive, StorageSetup.Retention(settings.Journal.Retention), log);
        return Task.CompletedTask;
    }
}
