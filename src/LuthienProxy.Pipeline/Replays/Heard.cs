using LuthienProxy.Policies;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>Keeps what policies say: no counter, no log, no journal and no watcher hears of it. Thread-safe.</summary>
sealed class Heard : IDecisionSink
{
    readonly Lock _lock = new();
    readonly List<PolicyDecided> _decisions = [];
    readonly List<JudgeCalled> _judges = [];

    public IReadOnlyList<PolicyDecided> Decisions
    {
        get
        {
            lock (_lock)
                return [.. _decisions];
        }
    }

    public IReadOnlyList<JudgeCalled> Judges
    {
        get
        {
            lock (_lock)
                return [.. _judges];
        }
    }

    public void Decided(PolicyDecided decision)
    {
        lock (_lock)
            _decisions.Add(decision);
    }

    public void Judged(JudgeCalled call)
    {
        lock (_lock)
            _judges.Add(call);
    }
}
