namespace Luthien.Actors.Tests;

/// <summary>Writes each step of its life into a list, and does as it is told.</summary>
sealed class LifecycleActor : ActorBase, IDisposable
{
    readonly List<string> _log;
    readonly string _name;

    internal LifecycleActor(List<string> log, string name)
    {
        (_log, _name) = (log, name);
        Note("ctor");
    }

    public void Dispose() => Note("dispose");

    protected internal override ValueTask OnReceive(object message)
    {
        switch (message)
        {
            case Some.Do work:
                work.Work(Context);
                break;
            case Exception failure:
                throw failure;
            case Terminated:
                Unhandled(message);
                break;
            default:
                Note($"got {message}");
                break;
        }

        return default;
    }

    protected internal override void PreStart() => Note("preStart");

    protected internal override void PostStop() => Note("postStop");

    protected internal override void PreRestart(Exception cause, object? message)
    {
        Note($"preRestart {cause.Message}");
        base.PreRestart(cause, message);
    }

    protected internal override void PostRestart(Exception cause)
    {
        Note($"postRestart {cause.Message}");
        base.PostRestart(cause);
    }

    void Note(string what)
    {
        lock (_log)
            _log.Add($"{_name} {what}");
    }
}
