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
    /// <param name="self">What this node says of itself, and where it learns how the database takes it.</param>
    /// <param name="isDrained">Whether this node's spool is empty; until then nothing is recovered. Asked at every heartbeat.</param>
    /// <param name="log">Where failures are told.</param>
    public static IActorRef Start(ActorSystem system, IDatabase database, IJournalStore store, NodeOptions options, NodeSelf self, Func<bool> isDrained, ILogger log)
    {
        var records = new NodeRecords(database, options, system.Time);
        var recovery = new Recovery(records, store, options, system.Time);
        var node = system.SystemActorOf(Props.Create(() => new NodeActor(records, recovery, options, self, isDrained, log)), "node");
        system.CoordinatedShutdown.AddTask(ShutdownPhase.BeforeServiceUnbind, "say that the node is stopping", _ => SayAsync(node));
        system.CoordinatedShutdown.AddTask(ShutdownPhase.JournalFlush, "node", stop => node.Ask<NodeActor.Left>(NodeActor.Leave.Instance, ct: stop));
        return node;
    }

    /// <summary>Lets a node say how it is now, and not only at its next heartbeat: what it said before is no longer so.</summary>
    public static void Say(IActorRef node)
    {
        ArgumentNullException.ThrowIfNull(node);
        node.Tell(NodeActor.Beat.Instance);
    }

    static Task SayAsync(IActorRef node)
    {
        Say(node);
        return Task.CompletedTask;
    }
}
