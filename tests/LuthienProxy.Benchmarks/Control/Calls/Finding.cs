using System.Collections.Immutable;
using LuthienProxy.Benchmarks.Control.Corpus;

namespace LuthienProxy.Benchmarks.Control.Calls;

/// <summary>What became of one entry.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="IsStopped">Whether it was stopped: an attack counts as stopped only where every format and delivery stopped it, anything else as soon as one did.</param>
/// <param name="Differing">The formats and deliveries that disagree with the verdict. A policy must not let them matter, so there should be none.</param>
sealed record Finding(CorpusEntry Entry, bool IsStopped, ImmutableArray<Ask> Differing)
{
    /// <summary>Whether it was dealt with as its label says.</summary>
    public bool IsRight => IsStopped == Entry.IsAttack;

    /// <summary>Takes the worst of several.</summary>
    public static Finding Of(CorpusEntry entry, IReadOnlyList<(Ask Ask, bool IsStopped)> verdicts)
    {
        var isStopped = entry.IsAttack ? verdicts.All(verdict => verdict.IsStopped) : verdicts.Any(verdict => verdict.IsStopped);
        return new(entry, isStopped, [.. verdicts.Where(verdict => verdict.IsStopped != isStopped).Select(verdict => verdict.Ask)]);
    }
}
