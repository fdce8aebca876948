namespace LuthienProxy.Storage.Stores.Planning;

/// <summary>Whether, and how firmly, a transaction has ended on record.</summary>
enum RecordEnding
{
    /// <summary>Events may follow.</summary>
    Open,

    /// <summary>Recovery ended it; the truth may still come and takes that event's place.</summary>
    Provisional,

    /// <summary>It has ended.</summary>
    Final,
}
