namespace Luthien.Actors;

partial class ActorCell
{
    public void Watch(IActorRef subject) => WatchAs(subject, custom: null);

    public void WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        WatchAs(subject, message);
    }

    public void Unwatch(IActorRef subject)
    {
        if (_extras?.Watching?.Remove(InternalActorRef.Of(subject), out _) == true)
            InternalActorRef.Of(subject).SendSystem(new SystemMessage(SystemKind.Unwatch, this));
    }

    void WatchAs(IActorRef subject, object? custom)
    {
        var watched = InternalActorRef.Of(subject);
        if (watched == this)
            return;
        var watching = Extras.Watching ??= [];
        if (watching.TryGetValue(watched, out var present))
        {
            if (!Equals(present.Custom, custom))
                throw new InvalidOperationException($"{watched} is already watched with another message");
            return;
        }

        watching.Add(watched, new DeathNotice(watched, custom));
        watched.SendSystem(new SystemMessage(SystemKind.Watch, this));
    }

    /// <summary>Puts the notice behind everything the dead one had sent.</summary>
    void OnDied(InternalActorRef subject, bool existenceConfirmed)
    {
        if (_extras?.Watching?.GetValueOrDefault(subject) is not { Queued: false } notice)
            return;
        (notice.Queued, notice.ExistenceConfirmed) = (true, existenceConfirmed);
        PostInternal(notice, subject);
    }

    object? Accept(DeathNotice notice)
    {
        var watching = _extras!.Watching!;
        if (watching.GetValueOrDefault(notice.Subject) != notice)
            return null;
        watching.Remove(notice.Subject);
        return notice.Message;
    }
}
