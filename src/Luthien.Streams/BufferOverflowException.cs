namespace Luthien.Streams;

/// <summary>A buffer with <see cref="OverflowStrategy.Fail"/> was full when another element came.</summary>
/// <param name="capacity">How many elements the buffer holds.</param>
public sealed class BufferOverflowException(int capacity) : Exception($"The buffer of {capacity} elements is full.")
{
    /// <summary>How many elements the buffer holds.</summary>
    public int Capacity { get; } = capacity;
}
