namespace Luthien.Streams;

/// <summary>What became of an element that was offered to a queue.</summary>
enum Offered
{
    /// <summary>It is in the queue.</summary>
    Taken,

    /// <summary>It is in the queue, and the oldest is not any more.</summary>
    TakenForOldest,

    /// <summary>There is no room and the element was not taken.</summary>
    Full,

    /// <summary>The queue takes nothing any more.</summary>
    Refused,
}
