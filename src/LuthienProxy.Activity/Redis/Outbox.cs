using Luthien.Actors;
using LuthienProxy.Activity.Telemetry;

namespace LuthienProxy.Activity.Redis;

/// <summary>Messages on their way to Redis: so many at most, the oldest make room. One side adds, the other takes and confirms. Thread-safe.</summary>
sealed class Outbox(int capacity)
{
    readonly Lock _gate = new();
    readonly Queue<ReadOnlyMemory<byte>> _messages = new();
    long _taken;
    bool _isAwaited;

    /// <summary>Messages that wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
                return _messages.Count;
        }
    }

    /// <summary>Who takes; told when there is something again that it has waited for.</summary>
    public IActorRef Reader { get; set; } = ActorRefs.Nobody;

    /// <summary>Adds a message.</summary>
    public void Add(ReadOnlyMemory<byte> message)
    {
        var isDropped = false;
        bool isAwaited;
        lock (_gate)
        {
            if (_messages.Count >= capacity)
            {
                _messages.Dequeue();
                _taken++;
                isDropped = true;
            }
            _messages.Enqueue(message);
            (isAwaited, _isAwaited) = (_isAwaited, false);
        }
        if (isDropped)
            ActivityTelemetry.RedisDropped(1);
        if (isAwaited)
            Reader.Tell(RedisActor.Waiting.Instance);
    }

    /// <summary>The oldest messages, which stay until they are confirmed; when there are none, the reader is told of the next one.</summary>
    /// <param name="most">At most so many.</param>
    /// <param name="end">What to confirm when they have arrived.</param>
    public IReadOnlyList<ReadOnlyMemory<byte>> Peek(int most, out long end)
    {
        lock (_gate)
        {
            List<ReadOnlyMemory<byte>> messages = [.. _messages.Take(most)];
            end = _taken + messages.Count;
            _isAwaited = messages.Count == 0;
            return messages;
        }
    }

    /// <summary>Everything before this has arrived.</summary>
    public void Confirm(long end)
    {
        lock (_gate)
        {
            while (_taken < end && _messages.Count > 0)
            {
                _messages.Dequeue();
                _taken++;
            }
        }
    }
}
