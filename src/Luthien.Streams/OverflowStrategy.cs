namespace Luthien.Streams;

/// <summary>What a full buffer does with the next element.</summary>
public enum OverflowStrategy
{
    /// <summary>The sender waits for room: nothing is lost.</summary>
    Backpressure,

    /// <summary>The oldest buffered element makes room and is dropped.</summary>
    DropHead,

    /// <summary>The element that does not fit is dropped.</summary>
    DropNew,

    /// <summary>The stream fails with a <see cref="BufferOverflowException"/>.</summary>
    Fail,
}
