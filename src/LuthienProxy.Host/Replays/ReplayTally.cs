using System.Text.Json;
using LuthienProxy.Pipeline.Chains;

namespace LuthienProxy.Host.Replays;

/// <summary>Counts the entries of one replay. Not thread-safe.</summary>
sealed class ReplayTally
{
    readonly Dictionary<ReplayChange, int> _changes = [];
    readonly Dictionary<ReplayVerdict, int> _before = [];
    readonly Dictionary<ReplayVerdict, int> _after = [];
    readonly List<double> _times = [];
    ReplayJudgesView _judges = new(0, 0, 0);

    public int Calls { get; private set; }

    /// <summary>Calls that would have been otherwise.</summary>
    public int Changed => Calls - _changes.GetValueOrDefault(ReplayChange.Same) - _changes.GetValueOrDefault(ReplayChange.Unknown);

    public void Add(ReplayEntry entry)
    {
        Calls++;
        Count(_changes, entry.Change);
        Count(_before, entry.Before);
        Count(_after, entry.After);
        if (entry.After != ReplayVerdict.Unknown)
            _times.Add(entry.PolicyMs);
        _judges = new(_judges.Recalled + entry.Judges.Recalled, _judges.Asked + entry.Judges.Asked, _judges.NotAsked + entry.Judges.NotAsked);
    }

    public ReplaySummary Sum(ActiveChain chain, ReplayAgainst against, TimeSpan took, bool hasMore, string? stopped)
    {
        _times.Sort();
        return new()
        {
            Policy = chain.Name,
            Version = chain.Version,
            Against = against,
            Calls = Calls,
            Changed = Changed,
            Unknown = _changes.GetValueOrDefault(ReplayChange.Unknown),
            Changes = Words(_changes),
            Before = Words(_before),
            After = Words(_after),
            Judges = _judges,
            PolicyP50Ms = Quantile(0.5),
            PolicyP99Ms = Quantile(0.99),
            PolicyMaxMs = Quantile(1),
            TookMs = took.TotalMilliseconds,
            HasMore = hasMore,
            Stopped = stopped,
        };
    }

    double Quantile(double share) => _times.Count == 0 ? 0 : _times[Math.Max(0, (int)Math.Ceiling(share * _times.Count) - 1)];

    static void Count<T>(Dictionary<T, int> counts, T word)
        where T : notnull => counts[word] = counts.GetValueOrDefault(word) + 1;

    static SortedDictionary<string, int> Words<T>(Dictionary<T, int> counts)
        where T : struct, Enum =>
        new(Enum.GetValues<T>().ToDictionary(word => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{word}"), word => counts.GetValueOrDefault(word)), StringComparer.Ordinal);
}
