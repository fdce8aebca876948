using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>Shows what policies decided and asked.</summary>
static class Notes
{
    /// <summary>Bytes that are shown of what a policy saw or a judge said.</summary>
    const int MaxBytes = 16 * 1024;

    internal static IReadOnlyList<DecisionView> Show(IEnumerable<(EventRow Row, PolicyDecided Event)> decisions) => [.. decisions.Select(static note => Show(note.Row, note.Event))];

    internal static IReadOnlyList<JudgeView> Show(IEnumerable<(EventRow Row, JudgeCalled Event)> judges) => [.. judges.Select(static note => Show(note.Row, note.Event))];

    static DecisionView Show(EventRow row, PolicyDecided decided) => new()
    {
        Sequence = row.Sequence,
        At = row.CreatedAt,
        Policy = decided.Policy,
        Version = decided.Version,
        Stage = decided.Stage,
        IsShadow = decided.IsShadow,
        Verdict = decided.Verdict,
        Reason = decided.Reason,
        Block = decided.Block,
        Probability = decided.Probability,
        TookMs = decided.Took.TotalMilliseconds,
        Seen = Bodies.Show(decided.Seen, MaxBytes),
    };

    static JudgeView Show(EventRow row, JudgeCalled judged) => new()
    {
        Sequence = row.Sequence,
        At = row.CreatedAt,
        Policy = judged.Policy,
        Upstream = judged.Upstream,
        Model = judged.Model,
        IsCached = judged.IsCached,
        Attempts = judged.Attempts,
        TookMs = judged.Took.TotalMilliseconds,
        Answer = Bodies.Show(judged.Answer, MaxBytes),
        Failure = judged.Failure,
    };
}
