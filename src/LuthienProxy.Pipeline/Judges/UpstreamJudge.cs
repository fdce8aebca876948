using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Wire;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>
/// Asks a model behind an upstream, once and past the chain, with the server's key and nothing of the client's. Bounded in time, bytes and questions at once; a breaker keeps
/// it from asking an upstream that does not work. Thread-safe.
/// </summary>
sealed class UpstreamJudge : IJudge, IDisposable
{
    readonly Upstream _upstream;
    readonly UpstreamJudgeOptions _options;
    readonly TimeProvider _time;
    readonly JudgeMeter _meter;
    readonly JudgeBreaker _breaker;
    readonly SemaphoreSlim _places;

    public UpstreamJudge(Upstream upstream, UpstreamJudgeOptions options, TimeProvider time, JudgeMeter meter, ILogger log)
    {
        (_upstream, _options, _time, _meter) = (upstream, options, time, meter);
        _places = new(options.MaxQuestions);
        _breaker = new(upstream.Options.Name, options.Breaker, time, (state, reason) => JudgeLog.Turned(log, upstream.Options.Name, state, reason));
    }

    public JudgeStatus Status => _breaker.Status;

    /// <inheritdoc/>
    public async ValueTask<string> AskAsync(JudgeQuestion question, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(question);
        // Before the breaker: waiting for one's turn says nothing about the upstream.
        await _places.WaitAsync(cancellation);
        var since = _time.GetTimestamp();
        JudgeOutcome? outcome = null;
        try
        {
            outcome = await _breaker.RunAsync(ct => AttemptAsync(question, ct), cancellation);
            return outcome switch
            {
                JudgeOutcome.Answered answered => answered.Text,
                JudgeOutcome.Failed failed => throw failed.Cause,
                _ => throw new OperationCanceledException(cancellation),
            };
        }
        finally
        {
            _meter.Asked(_upstream.Options.Name, outcome, _time.GetElapsedTime(since));
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    async ValueTask<JudgeOutcome> AttemptAsync(JudgeQuestion question, CancellationToken cancellation)
    {
        var name = _upstream.Options.Name;
        var since = _time.GetTimestamp();
        using var late = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellation);
        try
        {
            using var request = JudgeRequest.Build(question, _upstream);
            using var response = await _upstream.SendAsync(request, either.Token);
            return await JudgeReply.ReadAsync(response, _upstream, _options.MaxResponseBytes, _time, either.Token);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return new JudgeOutcome.Abandoned(_time.GetElapsedTime(since));
        }
        catch (OperationCanceledException cause)
        {
            return JudgeReply.Broken($"the judge '{name}' could not be reached, or did not answer, in time.", cause);
        }
        catch (MalformedResponseException cause)
        {
            return JudgeReply.Broken($"the judge '{name}' sent what is not an answer.", cause);
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or InvalidDataException or TimeoutException)
        {
            return JudgeReply.Broken($"the connection to the judge '{name}' failed.", cause);
        }
    }
}
