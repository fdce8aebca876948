using System.Buffers;
using System.IO.Pipelines;

namespace LuthienProxy.Pipeline.Delivery;

/// <summary>The transport's writer with a count of the body's bytes in it.</summary>
/// <remarks>A server's own count (<see cref="PipeWriter.UnflushedBytes"/>) also holds what it frames the body with, such as the sizes of HTTP/1.1 chunks.</remarks>
sealed class CountedWriter(PipeWriter transport) : IBufferWriter<byte>
{
    /// <summary>Bytes written since the last flush.</summary>
    public long Unflushed { get; private set; }

    public void Advance(int count)
    {
        transport.Advance(count);
        Unflushed += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => transport.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => transport.GetSpan(sizeHint);

    /// <summary>Flushes the transport; the count begins again.</summary>
    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellation)
    {
        Unflushed = 0;
        return transport.FlushAsync(cancellation);
    }
}
