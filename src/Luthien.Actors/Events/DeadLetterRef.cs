using System.Collections.Concurrent;

namespace Luthien.Actors;

/// <summary>Where messages end that reach nobody: counts them, publishes them, and logs the first few.</summary>
sealed class DeadLetterRef(ActorSystem system) : InternalActorRef
{
    readonly ConcurrentDictionary<(string Recipient, string Type), StrongCount> _counts = new();
    readonly Lock _logging = new();
    int _logged;
    long _suppressed;
    long _silentSince;

    public override ActorPath Path { get; } = new("/deadLetters", 0);

    internal override ActorSystem System => system;

    internal IReadOnlyList<DeadLetterCount> Counts =>
        [.. _counts.Select(entry => new DeadLetterCount(entry.Key.Recipient, entry.Key.Type, Volatile.Read(ref entry.Value.Value)))];

    internal void Receive(object message, IActorRef? sender, IActorRef recipient)
    {
        switch (message)
        {
            case IOwnNotice:
                return;
            case IDeadLetterSuppression:
                system.EventStream.Publish(new SuppressedDeadLetter(message, sender, recipient));
                return;
            case DeadLetter letter:
                // Told to the office by hand: it names the true recipient already.
                (message, sender, recipient) = (letter.Message, letter.Sender, letter.Recipient);
                break;
        }

        var path = recipient.Path.Text;
        Count(path, message.GetType().Name);
        system.EventStream.Publish(new DeadLetter(message, sender, recipient));
        if (!system.CoordinatedShutdown.Running)
            LogThrottled(path, message);
    }

    internal override void SendSystem(SystemMessage message)
    {
        if (message.Kind == SystemKind.Watch)
            message.Subject!.SendSystem(new SystemMessage(SystemKind.Died, this, detail: this));
    }

    void Count(string recipient, string type)
    {
        var key = _counts.Count >= system.Options.DeadLetterCounters && !_counts.ContainsKey((recipient, type)) ? ("*", "*") : (recipient, type);
        Interlocked.Increment(ref _counts.GetOrAdd(key, static _ => new StrongCount()).Value);
    }

    /// <summary>The first few one by one, then silence, then one line with the number that was passed over.</summary>
    void LogThrottled(string recipient, object message)
    {
        long suppressed = 0;
        lock (_logging)
        {
            if (_logged >= system.Options.LoggedDeadLetters)
            {
                if (_suppressed == 0)
                    _silentSince = system.Time.GetTimestamp();
                _suppressed++;
                if (system.Time.GetElapsedTime(_silentSince) < system.Options.DeadLetterSilence)
                    return;
                (suppressed, _suppressed, _logged) = (_suppressed, 0, 0);
            }
            else
            {
                _logged++;
            }
        }

        system.Report(suppressed > 0
            ? new LogEvent(KernelEvents.DeadLettersSuppressed, KernelLogLevel.Warning, Path.Text, $"{suppressed} more dead letters, not logged one by one")
            : new LogEvent(KernelEvents.DeadLettered, KernelLogLevel.Information, recipient, $"{message.GetType().Name} reached nobody"));
    }

    sealed class StrongCount
    {
        internal long Value;
    }
}
