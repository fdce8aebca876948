namespace Luthien.Streams;

/// <summary>What became of an element offered to a queue source.</summary>
public enum QueueOfferResult
{
    /// <summary>It is on its way.</summary>
    Enqueued,

    /// <summary>The queue was full and its strategy dropped the element.</summary>
    Dropped,

    /// <summary>The queue was full and its strategy failed the stream, or the stream had failed before.</summary>
    Failed,

    /// <summary>The stream has ended or wants no more.</summary>
    Closed,
}
