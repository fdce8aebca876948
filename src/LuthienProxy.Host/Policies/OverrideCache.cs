using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>Chains that were made for single calls: whoever tries a policy does so again and again. Bounded; the one that was made first goes first. Thread-safe.</summary>
sealed class OverrideCache
{
    /// <summary>How many are kept: more than anybody tries at once.</summary>
    public const int Most = 32;

    readonly Lock _lock = new();
    readonly Dictionary<PolicyVersion, ActiveChain> _chains = [];
    readonly Queue<PolicyVersion> _order = new();

    /// <summary>The chain of a version; null when it is not here.</summary>
    public ActiveChain? Find(PolicyVersion version)
    {
        lock (_lock)
            return _chains.GetValueOrDefault(version);
    }

    /// <summary>Keeps it, unless another has been kept meanwhile; gives the one that is kept.</summary>
    public ActiveChain Keep(PolicyVersion version, ActiveChain chain)
    {
        lock (_lock)
        {
            if (!_chains.TryAdd(version, chain))
                return _chains[version];
            _order.Enqueue(version);
            if (_order.Count > Most)
                _chains.Remove(_order.Dequeue());
            return chain;
        }
    }
}
