namespace Luthien.Actors.Tests;

/// <summary>Small actors that many specs use.</summary>
static class Some
{
    internal static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    internal static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    /// <summary>An actor that is one function of its context and message.</summary>
    internal static Props Actor(Action<IActorContext, object> handler) => Props.Create(() => new Lambda((context, message) =>
    {
        handler(context, message);
        return default;
    }));

    /// <summary>An actor whose handler may wait.</summary>
    internal static Props AsyncActor(Func<IActorContext, object, ValueTask> handler) => Props.Create(() => new Lambda(handler));

    /// <summary>Runs what it is sent, in its own turn: <see cref="Do"/>.</summary>
    internal static Props Doer() => Actor((context, message) => ((Do)message).Work(context));

    internal sealed record Do(Action<IActorContext> Work);

    /// <summary>Ignores everything.</summary>
    internal static Props Quiet() => Actor((_, _) => { });

    /// <summary>Answers with what it was sent.</summary>
    internal static Props Echo() => Actor((context, message) => context.Sender.Tell(message, context.Self));

    sealed class Lambda(Func<IActorContext, object, ValueTask> handler) : ActorBase
    {
        protected internal override ValueTask OnReceive(object message) => handler(Context, message);
    }
}
