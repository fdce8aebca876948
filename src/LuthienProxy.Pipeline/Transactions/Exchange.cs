using LuthienProxy.Pipeline.Delivery;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Pipeline.Transactions;

/// <summary>
/// What one call's actor and the endpoint that waits for it share: the call, the reply, how far it has come, and the outcome.
/// </summary>
sealed class Exchange
{
    readonly TaskCompletionSource<TransactionOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Exchange(Call call, Reply reply, TransactionRecorder? recorder, TimeProvider time)
    {
        Call = call;
        Reply = reply;
        Recorder = recorder;
        Progress = new(time);
    }

    public Call Call { get; }

    public Reply Reply { get; }

    /// <summary>What puts the call on record; null when recording is off.</summary>
    public TransactionRecorder? Recorder { get; }

    public CallProgress Progress { get; }

    /// <summary>How the call ended; completes once the graph no longer touches the reply.</summary>
    public Task<TransactionOutcome> Outcome => _outcome.Task;

    /// <summary>The work under way, which must be over before anybody else may write to the client.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    public void End(TransactionOutcome outcome) => _outcome.TrySetResult(outcome);
}
