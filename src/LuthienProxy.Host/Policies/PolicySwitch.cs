using LuthienProxy.Host.Logging;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// Puts into use what the first source that answers says. What is in use stays while its source is silent or says what cannot be used; without anything in use the
/// next source is asked, and when all are silent, calls are refused. Thread-safe: one refresh at a time, so what is in use is never older than the last one began.
/// </summary>
sealed class PolicySwitch(ChainInUse inUse, IReadOnlyList<IPolicySource> sources, PolicyNews news, TimeProvider time, ILogger<PolicySwitch> log) : IDisposable
{
    readonly SemaphoreSlim _turn = new(1, 1);
    IPolicySource? _from;
    string? _mark;

    /// <summary>Asks the sources and switches when there is something new.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await AskAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    async Task AskAsync(CancellationToken cancellation)
    {
        var reasons = new List<string>();
        foreach (var (index, source) in sources.Index())
        {
            var supply = await source.AskAsync(_from == source ? _mark : null, cancellation);
            reasons.AddRange(supply.Reasons);
            switch (supply)
            {
                case PolicySupply.Unchanged:
                    Keep(reasons);
                    return;
                case PolicySupply.Says says:
                    Use(source, says, reasons);
                    return;
                case PolicySupply.Nothing nothing when index == sources.Count - 1:
                    Use(source, new(PolicyInstance.None, Pipeline.Chains.ActiveChain.None, nothing.Mark), reasons);
                    return;
                case PolicySupply.Silent when _from == source:
                    Keep(reasons);
                    return;
            }
        }
        Keep(reasons);
    }

    void Use(IPolicySource source, PolicySupply.Says says, List<string> reasons)
    {
        Tell(reasons);
        // Nobody stands behind a file's change to tell of it; the database's are told where they are made.
        if (_from is FilePolicies && source == _from)
            news.Switched(source.Name, "file changed", says.Instance.Name, says.Instance.Version);
        (_from, _mark) = (source, says.Mark);
        inUse.Set(new() { Chain = says.Chain, Instance = says.Instance, Source = source.Name, Since = time.GetUtcNow(), Reasons = reasons });
        PolicyHostLog.InUse(log, says.Instance, source.Name);
    }

    void Keep(List<string> reasons)
    {
        if (inUse.State.Reasons.SequenceEqual(reasons))
            return;
        Tell(reasons);
        inUse.Set(inUse.State with { Reasons = reasons });
    }

    // Once: a reason that stays is not told again.
    void Tell(List<string> reasons)
    {
        foreach (var reason in reasons.Except(inUse.State.Reasons))
            PolicyHostLog.Trouble(log, inUse.State.Instance, reason);
        if (reasons.Count == 0 && inUse.State is { Chain: not null, Reasons.Count: > 0 })
            PolicyHostLog.TroubleOver(log);
    }
}
