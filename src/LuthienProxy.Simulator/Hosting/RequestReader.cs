using System.Buffers;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;

namespace LuthienProxy.Simulator.Hosting;

/// <summary>Reads a request off its transport.</summary>
static class RequestReader
{
    /// <summary>The request, or null when its body is larger than the limit.</summary>
    public static async Task<SimulatorRequest?> ReadAsync(HttpContext context, string path, SimulatedProvider provider)
    {
        var body = await BodyAsync(context, provider.Options.MaxRequestBytes);
        return body is null ? null : new SimulatorRequest(
            provider.NextSequence(), context.Request.Method, path, context.Request.QueryString.Value ?? "", Headers(context.Request.Headers), body);
    }

    public static ImmutableDictionary<string, string> Headers(IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> headers) =>
        headers.ToImmutableDictionary(h => h.Key, h => string.Join(", ", h.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);

    static async Task<byte[]?> BodyAsync(HttpContext context, int limit)
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > limit)
                return null;
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
