using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>
/// Gets the head of an answer from one of a call's upstreams.
/// </summary>
/// <remarks>
/// 1. One upstream call per client call (H11), except that a connection which failed before the request was sent is tried once more.
/// 2. Where the upstream's settings ask for it, failed tries are repeated with growing waits (<see cref="RetryPlan"/>).
/// 3. Where they ask for failover, the route's next upstream is tried.
/// All of this happens before anything is delivered. Thread-safe.
/// </remarks>
sealed class UpstreamConnector(TimeProvider time)
{
    /// <summary>Answers with the response's head, whatever its status.</summary>
    /// <exception cref="UpstreamException">No upstream answered.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled.</exception>
    public async Task<HttpResponseMessage> ConnectAsync(Exchange exchange, CancellationToken cancellation)
    {
        var call = exchange.Call;
        for (var i = 0; ; i++)
        {
            var target = call.Targets[i];
            var mayMoveOn = target.Upstream.Options.Retry.Failover && i + 1 < call.Targets.Count;
            try
            {
                var response = await RetryPlan.RunAsync(target.Upstream.Options.Retry, time, ct => SendReconnectingAsync(exchange, target, ct), cancellation);
                if (!mayMoveOn || !RetryPlan.IsTransient(response.StatusCode))
                    return response;
                response.Dispose();
            }
            catch (UpstreamException) when (mayMoveOn)
            {
                // 3. The next upstream of the route is asked.
            }
        }
    }

    static async Task<HttpResponseMessage> SendReconnectingAsync(Exchange exchange, UpstreamTarget target, CancellationToken cancellation)
    {
        try
        {
            return await SendOnceAsync(exchange, target, cancellation);
        }
        catch (UpstreamException failed) when (failed.Failure is { Phase: UpstreamPhase.Connect, Error.Kind: not Protocol.Conversation.ErrorKind.Timeout })
        {
            // 1. Nothing was sent: a second try cannot make the provider act twice.
            return await SendOnceAsync(exchange, target, cancellation);
        }
    }

    static async Task<HttpResponseMessage> SendOnceAsync(Exchange exchange, UpstreamTarget target, CancellationToken cancellation)
    {
        var request = UpstreamRequest.Build(exchange.Call, exchange.Outgoing, target);
        exchange.Progress.UpstreamNamed(target.Upstream.Options.Name);
        exchange.Recorder?.Forwarded(target, request.RequestUri!, exchange.Outgoing);
        try
        {
            var response = await target.Upstream.SendAsync(request, cancellation);
            exchange.Recorder?.Responded(response);
            return response;
        }
        catch (Exception cause) when (cause is HttpRequestException or IOException or TimeoutException || (cause is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            var wasSent = request.Content is OnceContent { WasSent: true };
            throw new UpstreamException(FailureMap.OfSend(cause, wasSent, target.Upstream));
        }
    }
}
