namespace Luthien.Actors;

/// <summary>The parent of the guardians: a failure that reaches it ends the system.</summary>
sealed class RootRef(ActorSystem system) : InternalActorRef
{
    public override ActorPath Path { get; } = new("/", 0);

    internal override ActorSystem System => system;

    internal override void SendSystem(SystemMessage message)
    {
        if (message.Kind == SystemKind.ChildGone)
        {
            system.OnGuardianGone((ActorCell)message.Subject!);
        }
        else if (message.Kind == SystemKind.Failed)
        {
            system.Report(new LogEvent(KernelEvents.GuardianFailed, KernelLogLevel.Error, message.Subject!.Path.Text,
                "A failure reached the guardian: the system terminates", message.Cause));
            _ = system.Terminate();
            message.Subject!.SendSystem(new SystemMessage(SystemKind.Terminate));
        }
    }
}
