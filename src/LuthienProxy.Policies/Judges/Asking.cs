using System.Text;
using LuthienProxy.Policies.Running;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies.Judges;

/// <summary>One question to a judge, with its attempts, on record in the end.</summary>
sealed class Asking(JudgeOptions options, JudgeQuestion question, PolicyContext context, JudgeCalled record)
{
    // 0.25 s, 0.5 s, 1 s …: an agent waits meanwhile.
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    readonly long _since = context.Time.GetTimestamp();
    int _attempts;
    string? _text;

    /// <exception cref="JudgeException">There is no usable answer.</exception>
    public async Task<JudgeAnswer> RunAsync(CancellationToken cancellation)
    {
        // Of a judge of somebody else's, that does not keep to its contract: what it throws may quote content.
        string? failure = "the judge failed.";
        try
        {
            var answer = await AskAsync(cancellation);
            failure = null;
            return answer;
        }
        catch (JudgeException cause)
        {
            failure = cause.Message;
            throw;
        }
        catch (OperationCanceledException)
        {
            failure = "nobody waited for the answer any more.";
            throw;
        }
        finally
        {
            Record(failure);
        }
    }

    async Task<JudgeAnswer> AskAsync(CancellationToken cancellation)
    {
        var judge = context.Judges.Find(options.Upstream) ?? throw new JudgeException($"there is no judge '{options.Upstream}'.", mayRetry: false);
        for (var pause = FirstPause; ; pause *= 2)
        {
            try
            {
                return await AttemptAsync(judge, cancellation);
            }
            catch (JudgeException cause) when (cause.MayRetry && _attempts <= options.Retries && IsWorthWaiting(cause.RetryAfter))
            {
                await Task.Delay(cause.RetryAfter > pause ? cause.RetryAfter.Value : pause, context.Time, cancellation);
            }
        }
    }

    async Task<JudgeAnswer> AttemptAsync(IJudge judge, CancellationToken cancellation)
    {
        if (!context.TryTakeJudgeCall())
            throw new JudgeException($"it may ask a judge only {context.Limits.MaxJudgeCalls} times in one transaction.", mayRetry: false);
        _attempts++;
        using var late = new CancellationTokenSource(Timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            // Awaited apart from the token: a judge that does not heed it must not hold the answer up.
            var asked = judge.AskAsync(question, either.Token).AsTask();
            _ = Bound.Forgotten(asked);
            _text = await asked.WaitAsync(either.Token);
            return JudgeAnswer.Parse(_text);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new JudgeException(late.IsCancellationRequested ? $"the judge took longer than {options.TimeoutSeconds:0.#} s." : "the judge gave up.");
        }
    }

    TimeSpan Timeout => TimeSpan.FromSeconds(options.TimeoutSeconds);

    // An agent waits meanwhile: a judge that wants to be left alone for longer than an attempt may take has not answered.
    bool IsWorthWaiting(TimeSpan? retryAfter) => !(retryAfter > Timeout);

    void Record(string? failure) => context.Judged(record with
    {
        Attempts = _attempts,
        Took = context.Time.GetElapsedTime(_since),
        Answer = _text is null ? null : new Payload.Whole(Encoding.UTF8.GetBytes(_text)),
        Failure = failure,
    });
}
