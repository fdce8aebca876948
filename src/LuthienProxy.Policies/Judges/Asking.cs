using System.Text;
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
        var judge = context.Judges.Find(options.Upstream) ?? throw new JudgeException($"there is no judge '{options.Upstream}'.", mayRetry: false);
        var pause = FirstPause;
        while (true)
        {
            try
            {
                var answer = await AttemptAsync(judge, cancellation);
                Record(null);
                return answer;
            }
            catch (JudgeException cause) when (cause.MayRetry && _attempts <= options.Retries)
            {
                await Task.Delay(pause, context.Time, cancellation);
                pause *= 2;
            }
            catch (JudgeException cause)
            {
                Record(cause.Message);
                throw;
            }
        }
    }

    async Task<JudgeAnswer> AttemptAsync(IJudge judge, CancellationToken cancellation)
    {
        if (!context.TryTakeJudgeCall())
            throw new JudgeException($"it may ask a judge only {context.Limits.MaxJudgeCalls} times in one transaction.", mayRetry: false);
        _attempts++;
        var timeout = TimeSpan.FromSeconds(options.TimeoutSeconds);
        using var late = new CancellationTokenSource(timeout, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            // Awaited apart from the token: a judge that does not heed it must not hold the answer up.
            _text = await judge.AskAsync(question, either.Token).AsTask().WaitAsync(either.Token);
            return JudgeAnswer.Parse(_text);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new JudgeException($"the judge took longer than {options.TimeoutSeconds:0.#} s.");
        }
    }

    void Record(string? failure) => context.Judged(record with
    {
        Attempts = _attempts,
        Took = context.Time.GetElapsedTime(_since),
        Answer = _text is null ? null : new Payload.Whole(Encoding.UTF8.GetBytes(_text)),
        Failure = failure,
    });
}
