using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Storage.Writers;

/// <summary>A batch on its way to the record, and the one answer that its caller gets.</summary>
/// <param name="batch">What is to be recorded.</param>
/// <param name="received">When it was handed over, as a timestamp of the journal's clock.</param>
sealed class Append(JournalBatch batch, long received)
{
    readonly TaskCompletionSource<JournalReceipt> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public JournalBatch Batch { get; } = batch;

    public long Received { get; } = received;

    /// <summary>Whether a writer has it in its hands: from then on, a crash of the writer does not lose it.</summary>
    public bool IsCollected { get; set; }

    public Task<JournalReceipt> Answer => _answer.Task;

    /// <summary>The first answer counts; false for any other.</summary>
    public bool Reply(JournalReceipt receipt) => _answer.TrySetResult(receipt);
}
