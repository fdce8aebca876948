using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>Answers about calls, the least used let go first; bounded in bytes. Thread-safe.</summary>
sealed class AnswerCache(long maxBytes)
{
    readonly Lock _gate = new();
    readonly Dictionary<AnswerKey, LinkedListNode<CachedAnswer>> _byKey = [];
    readonly Dictionary<TransactionId, HashSet<AnswerKey>> _byCall = [];
    readonly LinkedList<CachedAnswer> _byUse = [];
    long _bytes;

    /// <summary>Bytes of all answers that are held.</summary>
    internal long Bytes
    {
        get
        {
            lock (_gate)
                return _bytes;
        }
    }

    internal CachedAnswer? Find(AnswerKey key)
    {
        lock (_gate)
        {
            if (!_byKey.TryGetValue(key, out var node))
                return null;
            _byUse.Remove(node);
            _byUse.AddFirst(node);
            return node.Value;
        }
    }

    /// <summary>Keeps an answer, in place of the one before; one that would take more than a quarter of the room is not kept.</summary>
    internal void Put(CachedAnswer answer)
    {
        lock (_gate)
        {
            Remove(answer.Key);
            if (answer.Bytes > maxBytes / 4)
                return;
            _byKey[answer.Key] = _byUse.AddFirst(answer);
            (_byCall.TryGetValue(answer.Key.Id, out var keys) ? keys : _byCall[answer.Key.Id] = []).Add(answer.Key);
            _bytes += answer.Bytes;
            while (_bytes > maxBytes)
                Remove(_byUse.Last!.Value.Key);
        }
    }

    /// <summary>Forgets all about a call.</summary>
    internal void Forget(TransactionId id)
    {
        lock (_gate)
            if (_byCall.TryGetValue(id, out var keys))
                foreach (var key in keys.ToList())
                    Remove(key);
    }

    void Remove(AnswerKey key)
    {
        if (!_byKey.Remove(key, out var node))
            return;
        _byUse.Remove(node);
        _bytes -= node.Value.Bytes;
        var keys = _byCall[key.Id];
        keys.Remove(key);
        if (keys.Count == 0)
            _byCall.Remove(key.Id);
    }
}
