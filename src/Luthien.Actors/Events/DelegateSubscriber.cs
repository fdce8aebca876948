namespace Luthien.Actors;

/// <summary>Calls a delegate for each event; what it throws is reported, and the next event comes.</summary>
sealed class DelegateSubscriber<T>(Action<T> handler) : ActorBase
{
    protected internal override ValueTask OnReceive(object message)
    {
        try
        {
            handler((T)message);
        }
        catch (Exception failure) when (message is not LogEvent)
        {
            Context.System.Report(new LogEvent(KernelEvents.SubscriberFailed, KernelLogLevel.Warning, Self.Path.Text, "A subscriber threw", failure));
        }
        catch (Exception)
        {
            // A listener of log lines that throws must not be told of it by a log line.
        }

        return default;
    }
}
