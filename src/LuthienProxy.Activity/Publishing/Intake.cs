using System.Diagnostics.CodeAnalysis;
using Luthien.Actors;

namespace LuthienProxy.Activity.Publishing;

/// <summary>
/// What waits to be published: so much at most, the oldest make room and are counted. Adding costs a lock and wakes the publisher once for all that waits, so calls pay next to
/// nothing; each source has its own, so that a flood at other nodes pushes nothing out that happened here. Anybody adds, the publisher takes. Thread-safe.
/// </summary>
sealed class Intake<T>(int capacity)
    where T : notnull
{
    readonly Lock _gate = new();
    readonly Queue<T> _waiting = new();
    long _dropped;
    bool _isTold;

    /// <summary>Who takes; told when there is something again.</summary>
    public IActorRef Reader { get; set; } = ActorRefs.Nobody;

    public void Add(T arrived)
    {
        lock (_gate)
        {
            if (_waiting.Count >= capacity)
            {
                _waiting.Dequeue();
                _dropped++;
            }
            _waiting.Enqueue(arrived);
            if (_isTold)
                return;
            _isTold = true;
        }
        Reader.Tell(Publisher.Arrived.Instance);
    }

    /// <summary>Takes the oldest; when there is none, the reader is told of the next one.</summary>
    /// <param name="taken">What was taken.</param>
    /// <param name="dropped">How many before it were dropped since the last time.</param>
    public bool TryTake([MaybeNullWhen(false)] out T taken, out long dropped)
    {
        lock (_gate)
        {
            (dropped, _dropped) = (_dropped, 0);
            _isTold = _waiting.TryDequeue(out taken);
            return _isTold;
        }
    }
}
