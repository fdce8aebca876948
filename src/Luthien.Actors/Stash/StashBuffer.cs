namespace Luthien.Actors;

sealed class StashBuffer(ActorCell cell, int capacity) : IStash
{
    readonly List<(object Message, IActorRef? Sender)> _stashed = [];

    // The ordinal of the message, not the message: the same object may be sent twice.
    long _lastStashed = -1;

    public int Count => _stashed.Count;

    public void Stash()
    {
        var current = cell.Current;
        if (current.Message is null)
            throw new InvalidOperationException("There is no current message to stash");
        if (_lastStashed == cell.Handled)
            throw new InvalidOperationException($"The current message ({current.Message.GetType().Name}) is stashed already");
        if (_stashed.Count >= capacity)
            throw new StashOverflowException(cell.Path.Text, capacity);
        _stashed.Add((current.Message, current.Sender));
        _lastStashed = cell.Handled;
    }

    public void Unstash()
    {
        if (_stashed.Count == 0)
            return;
        cell.Prepend([_stashed[0]]);
        _stashed.RemoveAt(0);
    }

    public void UnstashAll() => cell.Prepend(TakeAll());

    internal List<(object Message, IActorRef? Sender)> TakeAll()
    {
        List<(object, IActorRef?)> all = [.. _stashed];
        _stashed.Clear();
        return all;
    }
}
