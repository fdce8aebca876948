namespace LuthienProxy.Storage.Stores;

/// <summary>Why the record refuses a batch.</summary>
public enum RefusalReason
{
    /// <summary>Events between the record's last and the batch's first are missing.</summary>
    Gap,

    /// <summary>The transaction has ended on record.</summary>
    AfterEnd,

    /// <summary>The engine cannot hold what the batch says.</summary>
    Unstorable,
}
