namespace LuthienProxy.Pipeline.Recording;

/// <summary>What became of a batch.</summary>
public enum JournalReceipt
{
    /// <summary>Committed to the database.</summary>
    Committed,

    /// <summary>On the local spool, fsynced; the database gets it later.</summary>
    Spooled,

    /// <summary>Neither could be had: dropped and counted. Or unknown, because no answer came in time.</summary>
    Lost,
}
