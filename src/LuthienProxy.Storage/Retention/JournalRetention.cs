using Luthien.Actors;
using LuthienProxy.Storage.Databases;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Retention;

/// <summary>Keeps the journal at the age that is wanted: starts the actor that sweeps.</summary>
public static class JournalRetention
{
    /// <summary>Starts it; the first sweep is an interval away. Null when everything is kept.</summary>
    public static IActorRef? Start(ActorSystem system, IDatabase database, JournalArchive archive, RetentionOptions options, ILogger log)
    {
        if (options.Keep is null)
            return null;
        var sweep = new RetentionSweep(database, archive, options, system.Time);
        return system.SystemActorOf(Props.Create(() => new RetentionActor(sweep, options.Interval, log)), "retention");
    }
}
