namespace LuthienProxy.Pipeline.Recording;

/// <summary>Whether delivery waits for the record.</summary>
public enum JournalMode
{
    /// <summary>Delivery does not wait; a crash loses at most <see cref="RecordingOptions.MaxUnacked"/> per call.</summary>
    Async,

    /// <summary>Nothing is delivered that is not committed.</summary>
    BeforeDelivery,
}
