using System.Runtime.CompilerServices;
using Luthien.Actors;

namespace Luthien.Streams;

/// <summary>The materializer of an actor system.</summary>
public static class MaterializerExtensions
{
    static readonly ConditionalWeakTable<ActorSystem, Materializer> Materializers = [];

    /// <summary>The one materializer of a system: it shares the system's clock.</summary>
    public static IMaterializer Materializer(this ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        return Materializers.GetValue(system, static owner => new Materializer(owner.Time));
    }

    /// <summary>The one materializer of the actor's system.</summary>
    /// <remarks>Runs do not end with the actor: keep the run and stop it in <c>PostStop</c>, or hand it the actor's stopping token.</remarks>
    public static IMaterializer Materializer(this IActorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.System.Materializer();
    }
}
