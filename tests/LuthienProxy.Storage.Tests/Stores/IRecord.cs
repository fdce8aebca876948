using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>What an engine holds besides events, as a test looks at it.</summary>
interface IRecord
{
    /// <summary>The row of a transaction; null when there is none.</summary>
    Task<RecordedCall?> CallAsync(TransactionId transaction);

    /// <summary>How many rows a table has.</summary>
    Task<long> CountAsync(string table);

    /// <summary>The transactions that a word finds.</summary>
    Task<IReadOnlyList<TransactionId>> FindAsync(string word);

    /// <summary>When a session's first and last call began, and its title; null when there is none.</summary>
    Task<RecordedSession?> SessionAsync(string session);
}
