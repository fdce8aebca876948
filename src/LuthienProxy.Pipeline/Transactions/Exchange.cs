using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// What one call's actor and the endpoint that waits for it share: the call, the reply, the one cancellation, and the outcome.
/// </summary>
sealed class Exchange : IDisposable
{
    readonly CancellationTokenSource _cancellation = new();
    readonly TaskCompletionSource<TransactionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exchange(Call call, Reply reply, TimeProvider time)
    {
        Call = call;
        Reply = reply;
        Progress = new(time);
    }

    public Call Call { get; }

    public Reply Reply { get; }

    public CallProgress Progress { get; }

    /// <summary>Cancels the upstream in every phase.</summary>
    public CancellationToken Cancellation => _cancellation.Token;

    /// <summary>How the call ended; completes once the graph no longer touches the reply.</summary>
    public Task<TransactionOutcome> Outcome => _outcome.Task;

    /// <summary>The work under way, which must be over before anybody else may write to the client.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    public void CancelUpstream() => _cancellation.Cancel();

    public void End(TransactionOutcome outcome) => _outcome.TrySetResult(outcome);

    public void Dispose() => _cancellation.Dispose();
}
