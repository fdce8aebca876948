using System.Collections.Concurrent;
using Luthien.Actors;

namespace Luthien.TestKit;

/// <summary>Keeps what a system publishes about itself: <see cref="LogEvent"/>, <see cref="DeadLetter"/>, <see cref="Dropped"/>, <see cref="UnhandledMessage"/>, <see cref="SuppressedDeadLetter"/>.</summary>
/// <remarks>Thread-safe. Recorded at once when published, not in a turn.</remarks>
public sealed class EventRecorder
{
    readonly ConcurrentQueue<object> _events = new();

    /// <summary>Records from now on.</summary>
    public EventRecorder(ActorSystem system)
    {
        ArgumentNullException.ThrowIfNull(system);
        var tape = new Tape(_events);
        foreach (var type in new[] { typeof(LogEvent), typeof(DeadLetter), typeof(Dropped), typeof(UnhandledMessage), typeof(SuppressedDeadLetter) })
            system.EventStream.Subscribe(tape, type);
    }

    /// <summary>What was recorded of a type, in order.</summary>
    public IReadOnlyList<T> Of<T>() => [.. _events.OfType<T>()];

    /// <summary>Runs an action and requires that it leads to exactly so many events of a type that fit.</summary>
    /// <param name="kit">Whose quiet is waited for.</param>
    /// <param name="count">How many.</param>
    /// <param name="action">What leads to them.</param>
    /// <param name="where">Which ones count; null for all.</param>
    public async Task<IReadOnlyList<T>> ExpectAsync<T>(TestKit kit, int count, Func<Task> action, Predicate<T>? where = null)
    {
        var before = Of<T>().Count;
        await action().ConfigureAwait(false);
        await kit.IdleAsync().ConfigureAwait(false);
        List<T> found = [.. Of<T>().Skip(before).Where(item => where is null || where(item))];
        return found.Count == count ? found
            : throw new ProbeException($"Expected {count} × {typeof(T).Name}, got {found.Count}: {string.Join("; ", found)}");
    }

    sealed class Tape(ConcurrentQueue<object> events) : IActorRef
    {
        public ActorPath Path => ActorRefs.Nobody.Path;

        public void Tell(object message, IActorRef? sender = null) => events.Enqueue(message);
    }
}
