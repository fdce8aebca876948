using Luthien.Actors;
using LuthienProxy.Host.Policies;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Nodes;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Composition;

/// <summary>
/// Makes this process a node among those that share the database, once the journal has started: it says that it lives, and ends the record of calls whose
/// process has died. The data directory is its own while it lives.
/// </summary>
sealed class NodeService(
    ActorSystem system, IDatabase database, MigratingStore store, JournalService journal, NodeOptions options, NodeSelf self,
    ChainInUse policies, ILogger<NodeService> log) : StartingService
{
    public override Task StartingAsync(CancellationToken cancellationToken)
    {
        // What a dead process has left on the spool is the truth about its calls: nothing is concluded before it is on record.
        var node = Node.Start(system, database, store, options, self, isDrained: () => journal.Health is { SpoolRecords: 0 }, log);
        // Whoever looks at all nodes sees within a moment that they run the same.
        policies.Changed += (_, _) => Node.Say(node);
        return Task.CompletedTask;
    }
}
