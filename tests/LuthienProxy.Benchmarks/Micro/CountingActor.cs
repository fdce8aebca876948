using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Counts messages and says when so many have come.</summary>
sealed class CountingActor : ActorBase
{
    TaskCompletionSource _done = new();
    int _left;

    /// <summary>Call while no message is under way; the first one makes it visible to the actor's turn.</summary>
    public Task Expect(int messages)
    {
        _left = messages;
        _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _done.Task;
    }

    protected internal override ValueTask OnReceive(object message)
    {
        if (--_left == 0)
            _done.SetResult();
        return default;
    }
}
