using System.Text;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>
/// Judges that say again what they said about the same question in a recorded call. What was not asked then is not asked now either, unless there is somebody to ask. Of one call;
/// thread-safe.
/// </summary>
/// <param name="record">What was asked in the recorded call.</param>
/// <param name="others">Whoever answers what is not on record; null: nobody is asked.</param>
public sealed class RecordedJudges(IEnumerable<JudgeCalled> record, IJudges? others = null) : IJudges
{
    // Of several times the same question was asked the last has what came of it: those before were answered from it.
    readonly Dictionary<(string Upstream, string Question), JudgeCalled> _known = record.Where(static call => call.Question is not null)
        .GroupBy(static call => (call.Upstream, call.Question!)).ToDictionary(static same => same.Key, static same => same.Last());

    int _recalled;
    int _asked;
    int _notAsked;

    /// <summary>Questions that were answered from the record.</summary>
    public int Recalled => Volatile.Read(ref _recalled);

    /// <summary>Questions that a model was asked.</summary>
    public int Asked => Volatile.Read(ref _asked);

    /// <summary>Questions that nobody was asked: what the policies did then says nothing.</summary>
    public int NotAsked => Volatile.Read(ref _notAsked);

    /// <inheritdoc/>
    public IJudge Find(string upstream) => new Judge(this, upstream);

    ValueTask<string> AskAsync(string upstream, JudgeQuestion question, CancellationToken cancellation)
    {
        if (_known.TryGetValue((upstream, question.Fingerprint), out var said) && Said(said) is { } text)
        {
            Interlocked.Increment(ref _recalled);
            return new(text);
        }
        if (others?.Find(upstream) is { } other)
        {
            Interlocked.Increment(ref _asked);
            return other.AskAsync(question, cancellation);
        }
        Interlocked.Increment(ref _notAsked);
        throw new JudgeException("the judge was not asked: the record has no answer to this question.", mayRetry: false);
    }

    static string? Said(JudgeCalled call) => call switch
    {
        { Failure: { } failure } => throw new JudgeException(failure, mayRetry: false),
        { Answer: Payload.Whole answer } => Encoding.UTF8.GetString(answer.Bytes.Span),
        _ => null,
    };

    sealed class Judge(RecordedJudges home, string upstream) : IJudge
    {
        public ValueTask<string> AskAsync(JudgeQuestion question, CancellationToken cancellation) => home.AskAsync(upstream, question, cancellation);
    }
}
