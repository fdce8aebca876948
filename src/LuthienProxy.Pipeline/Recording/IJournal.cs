namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Where transactions are put on record; storage implements it. Thread-safe.
/// </summary>
/// <remarks>Batches of one transaction are handed over one after the other, each after the answer to the one before: their order is the record's.</remarks>
public interface IJournal
{
    /// <summary>Whether a batch handed over now can be expected to be committed to the database. May lag reality by the breaker's reaction time.</summary>
    bool IsAvailable { get; }

    /// <summary>
    /// Puts a batch on record. Answers exactly once on every path and within the append timeout, also when the database never does;
    /// waits while the journal's bounded queue is full. Never throws for what the database or the disk does.
    /// </summary>
    ValueTask<JournalReceipt> AppendAsync(JournalBatch batch);
}
