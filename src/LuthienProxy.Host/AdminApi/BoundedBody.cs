using System.Buffers;

namespace LuthienProxy.Host.AdminApi;

/// <summary>Reads a request's body whole, up to a limit.</summary>
static class BoundedBody
{
    const int FirstRead = 4096;

    /// <summary>The body; null when it is longer than the limit.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (request.ContentLength > limit)
            return null;
        var buffer = new ArrayBufferWriter<byte>();
        while (await request.Body.ReadAsync(buffer.GetMemory(FirstRead), cancellation) is > 0 and var count)
        {
            buffer.Advance(count);
            if (buffer.WrittenCount > limit)
                return null;
        }
        return buffer.WrittenMemory;
    }
}
