using LuthienProxy.Policies.Blocks;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Judges;

/// <summary>Lets a model decide about whole texts or tool calls: an author says what is asked, and what the answer means.</summary>
/// <remarks>
/// <para>Parallel tool calls are judged at the same time, at most <see cref="JudgeOptions.Concurrency"/> at once, and leave in their order (I-57). An answer that does not
/// come, comes late, or is not exactly in the form asked for is asked for again, then answered as <see cref="JudgeOptions.OnFailure"/> says: blocked, or let through with a notice.</para>
/// <para>Every question is on record with its attempts, its time and what came of it. The same question is asked once while the cache remembers it.</para>
/// <para>Latency: what is judged is held from its first byte until the judge has answered.</para>
/// </remarks>
public abstract class JudgePolicy : BlockPolicy
{
    readonly JudgeCache _cache;

    /// <summary>A policy whose judge is asked like this.</summary>
    protected JudgePolicy(JudgeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Options = options;
        _cache = new(options.CacheEntries, TimeSpan.FromSeconds(Math.Clamp(options.CacheSeconds, 0, int.MaxValue)));
    }

    /// <summary>How the judge is asked.</summary>
    protected JudgeOptions Options { get; }

    /// <inheritdoc/>
    public override FailureMode OnFailure => Options.OnFailure;

    /// <inheritdoc/>
    public override BlockActions Actions => BlockActions.Block;

    /// <inheritdoc/>
    public override ExplanationDetail Explanation => Options.Explanation;

    /// <summary>What the judge is asked about a block; null when there is nothing to ask, and it passes.</summary>
    protected abstract JudgeQuestion? Question(WholeBlock block, PolicyContext context);

    /// <summary>What an answer means. By default a probability of <see cref="JudgeOptions.Threshold"/> or more blocks, with the judge's explanation.</summary>
    protected virtual BlockVerdict Verdict(WholeBlock block, JudgeAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Probability >= Options.Threshold
            ? new BlockVerdict.Block(string.IsNullOrWhiteSpace(answer.Explanation) ? "The judge gave no reason." : answer.Explanation) { Probability = answer.Probability }
            : new BlockVerdict.Forward { Probability = answer.Probability };
    }

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return base.Validate(binding).Concat(JudgeCheck.Of(Options, binding));
    }

    /// <inheritdoc/>
    protected internal sealed override async ValueTask<BlockVerdict> DecideAsync(WholeBlock block, PolicyContext context, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Question(block, context) is not { } question)
            return BlockVerdict.Pass;
        return Verdict(block, await AnswerAsync(question with { MaxOutputTokens = Options.MaxOutputTokens }, context, cancellation));
    }

    async ValueTask<JudgeAnswer> AnswerAsync(JudgeQuestion question, PolicyContext context, CancellationToken cancellation)
    {
        var key = question.Fingerprint;
        var record = new JudgeCalled { Policy = context.Policy, Upstream = Options.Upstream, Model = question.Model, Question = key };
        if (Remembered(key, record, context) is { } known)
            return known;
        var places = context.State<JudgePlaces>().Of(Options.Concurrency);
        await places.WaitAsync(cancellation);
        try
        {
            // The same question may have been answered meanwhile.
            if (Remembered(key, record, context) is { } learned)
                return learned;
            var answer = await new Asking(Options, question, context, record).RunAsync(cancellation);
            if (!context.HasOwnJudges)
                _cache.Add(key, answer, context.Time);
            return answer;
        }
        finally
        {
            places.Release();
        }
    }

    JudgeAnswer? Remembered(string key, JudgeCalled record, PolicyContext context)
    {
        if (context.HasOwnJudges || _cache.Find(key, context.Time) is not { } known)
            return null;
        context.Judged(record with { IsCached = true, Answer = new Payload.Whole(known.ToUtf8()) });
        return known;
    }
}
