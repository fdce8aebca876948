using LuthienProxy.Pipeline.Delivery;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// What one call's actor and the endpoint that waits for it share: the call, the reply, how far it has come, and the outcome.
/// </summary>
sealed class Exchange
{
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

    /// <summary>How the call ended; completes once the graph no longer touches the reply.</summary>
    public Task<TransactionOutcome> Outcome => _outcome.Task;

    /// <summary>The work under way, which must be over before anybody else may write to the client.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    public void End(TransactionOutcome outcome) => _outcome.TrySetResult(outcome);
}
