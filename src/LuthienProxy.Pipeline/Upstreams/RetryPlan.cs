using System.Net;
using Polly;
using Polly.Retry;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Upstream retries as <see cref="RetryOptions"/> ask for them; without them the call runs straight through.</summary>
static class RetryPlan
{
    /// <summary>The statuses that say "later": the ones the official clients repeat too (section 1.3 of the protocol notes).</summary>
    public static bool IsTransient(HttpStatusCode status) => (int)status is 408 or 409 or 429 or >= 500;

    public static Task<HttpResponseMessage> RunAsync(
        RetryOptions options, TimeProvider time, Func<CancellationToken, Task<HttpResponseMessage>> send, CancellationToken cancellation)
    {
        if (options.MaxRetries == 0)
            return send(cancellation);
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }.AddRetry(Strategy(options)).Build();
        return pipeline.ExecuteAsync(async ct => await send(ct), cancellation).AsTask();
    }

    static RetryStrategyOptions<HttpResponseMessage> Strategy(RetryOptions options) => new()
    {
        MaxRetryAttempts = options.MaxRetries,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = options.BaseDelay,
        MaxDelay = options.MaxDelay,
        ShouldHandle = args => ValueTask.FromResult(args.Outcome switch
        {
            { Exception: UpstreamException } => true,
            { Result: { } response } => IsTransient(response.StatusCode),
            _ => false,
        }),
        DelayGenerator = args => ValueTask.FromResult(Asked(args.Outcome.Result, options.MaxDelay)),
        OnRetry = args =>
        {
            args.Outcome.Result?.Dispose();
            return default;
        },
    };

    static TimeSpan? Asked(HttpResponseMessage? response, TimeSpan most) => response?.Headers.RetryAfter?.Delta is { } delay ? TimeSpan.FromTicks(Math.Min(delay.Ticks, most.Ticks)) : null;
}
