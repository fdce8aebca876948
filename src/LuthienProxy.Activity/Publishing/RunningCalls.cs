using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Publishing;

/// <summary>The calls that run and whose progress can be seen. Each is looked at in its turn, so many at a time. Not thread-safe.</summary>
sealed class RunningCalls
{
    readonly Dictionary<TransactionId, LinkedListNode<Running>> _calls = [];
    readonly LinkedList<Running> _turns = new();

    /// <summary>How many there are.</summary>
    public int Count => _calls.Count;

    /// <summary>Notes what an event says about a call.</summary>
    public void Note(CallEvent happened)
    {
        if (happened is CallEnded)
            Forget(happened.Call.TransactionId);
        else
            Note(happened.Call);
    }

    /// <summary>Notes a call that runs.</summary>
    public void Note(CallFacts call)
    {
        if (call.Gauge is { HasEnded: false } gauge && !_calls.ContainsKey(call.TransactionId))
            _calls.Add(call.TransactionId, _turns.AddLast(new Running(call, gauge)));
    }

    /// <summary>The progress of those whose turn it is, and that have come further since they were last looked at.</summary>
    public IEnumerable<CallProgressed> Look(int most, DateTimeOffset now)
    {
        // One round at most.
        for (var left = _turns.Count; left > 0 && most > 0; left--)
        {
            var turn = _turns.First!;
            var call = turn.Value;
            _turns.RemoveFirst();
            _turns.AddLast(turn);
            // Its end may have been dropped.
            if (call.Gauge.HasEnded)
                Forget(call.Facts.TransactionId);
            else if (call.HasMoved())
            {
                most--;
                yield return new() { At = now, Call = call.Facts, Bytes = call.Bytes, Deltas = call.Deltas, ElapsedMs = call.Gauge.Elapsed.TotalMilliseconds };
            }
        }
    }

    /// <summary>Forgets all of them.</summary>
    public void Clear()
    {
        _calls.Clear();
        _turns.Clear();
    }

    void Forget(TransactionId id)
    {
        if (_calls.Remove(id, out var turn))
            _turns.Remove(turn);
    }

    sealed class Running(CallFacts facts, ICallGauge gauge)
    {
        public CallFacts Facts => facts;

        public ICallGauge Gauge => gauge;

        public long Bytes { get; private set; }

        public long Deltas { get; private set; }

        public bool HasMoved()
        {
            var (bytes, deltas) = (Bytes, Deltas);
            (Bytes, Deltas) = (gauge.Bytes, gauge.Deltas);
            return Bytes != bytes || Deltas != deltas;
        }
    }
}
