using System.Collections.Immutable;

namespace LuthienProxy.Policies.MultiParallel;

/// <summary>The policies of one transaction that decide together. Thread-safe.</summary>
sealed class ParallelVoters
{
    readonly Lock _lock = new();
    ImmutableArray<ParallelVoter> _voters;

    public ImmutableArray<ParallelVoter> Of(ImmutableArray<PolicyBinding> policies, PolicyContext context)
    {
        lock (_lock)
        {
            if (_voters.IsDefault)
                _voters = [.. policies.Select(child => new ParallelVoter(child, context.Inside(child)))];
            return _voters;
        }
    }

    public async ValueTask EndAsync()
    {
        foreach (var voter in _voters.IsDefault ? [] : _voters)
            await voter.EndAsync();
    }
}
