using System.Buffers;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Pipeline.Graph;

/// <summary>
/// One read from an upstream, as memory that never changes: frames and events keep slices of it for as long as they live, on any thread,
/// so it is not pooled. The large read buffer is, and only while bytes are ready.
/// </summary>
static class UpstreamChunk
{
    const int ReadSize = 32 * 1024;

    /// <summary>Reads what is ready, at most 32 KiB; empty at the end.</summary>
    /// <param name="upstream">The body.</param>
    /// <param name="blocks">Where to keep it; null keeps it in an array of its own.</param>
    /// <param name="cancellation">Gives the read up.</param>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadAsync(Stream upstream, OriginalBlocks? blocks, CancellationToken cancellation)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
        try
        {
            var count = await upstream.ReadAsync(buffer, cancellation);
            if (blocks is not null)
                return blocks.Keep(buffer.AsSpan(0, count));
            var chunk = GC.AllocateUninitializedArray<byte>(count);
            buffer.AsSpan(0, count).CopyTo(chunk);
            return chunk;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
