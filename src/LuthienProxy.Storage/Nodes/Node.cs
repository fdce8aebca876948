using Luthien.Actors;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Nodes;

/// <summary>This process among those that share a database: starts the actor that keeps its heartbeat, and takes part in the system's shutdown.</summary>
public static class Node
{
    /// <summary>Starts it; the first heartbeat is on its way when this returns.</summary>
    /// <param name="system">Where the actor runs.</param>
    /// <param name="database">The journal's database, its schema up to date.</param>
    /// <param name="store">Where ends are written.</param>
    /// <param name="options">Names and times.</param>
    /// <param name="isDrained">Whether this node's spool is empty; until then nothing is recovered. Asked at every heartbeat.</param>
    /// <param name="log">Where failures are told.</param>
    public static IActorRef Start(ActorSystem system, IDatabase database, IJournalStore store, NodeOptions options, Func<bool> isDrained, ILogger log)
    {
        var records = new NodeRecords(database, options, system.Time);
        var recovery = new Recovery(records, store, options, system.Time);
        var node = system.SystemActorOf(Props.Create(() => new NodeActor(records, recovery, options, isDrained, log)), "node");
        system.CoordinatedShutdown.AddTask(ShutdownPhase.JournalFlush, "node", stop => node.Ask<NodeActor.Left>(NodeActor.Leave.Instance, ct: stop));
        return node;
    }
}
