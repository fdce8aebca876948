using System.Collections.Immutable;
using LuthienProxy.Simulator.Hosting;

namespace LuthienProxy.Simulator;

/// <summary>An <see cref="HttpMessageHandler"/> that answers from a simulated provider inside the process, body streamed, no network.</summary>
/// <remarks>
/// Thread-safe. Cancelling the send, or disposing the response or its stream, is the client's leaving. At most 64 KiB wait in the
/// answer's pipe; then the provider waits for the reader. Broken connections surface as <see cref="HttpRequestException"/> before the
/// headers and <see cref="HttpIOException"/> or <see cref="IOException"/> after them, as a socket's do.
/// </remarks>
public sealed class SimulatorHandler(SimulatedProvider provider, string prefix = "") : HttpMessageHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        var path = uri.AbsolutePath.StartsWith(prefix, StringComparison.Ordinal) ? uri.AbsolutePath[prefix.Length..] : uri.AbsolutePath;
        var taken = new SimulatorRequest(provider.NextSequence(), request.Method.Method, path, uri.Query, Headers(request), body);
        // Not disposed: it holds no timer, and the response may be disposed at any time later.
        var transport = new PipeTransport(request, new CancellationTokenSource());
        _ = PlayAsync(taken, transport);
        return await transport.ResponseAsync(cancellationToken);
    }

    async Task PlayAsync(SimulatorRequest request, PipeTransport transport)
    {
        await Task.Yield(); // the caller must not run the script on its own stack
        try
        {
            await provider.AnswerAsync(request, transport);
            await transport.EndAsync(null);
        }
        catch (Exception broken)
        {
            // Host edge: whatever a script throws reaches the caller as a broken connection.
            await transport.EndAsync(broken);
        }
    }

    static ImmutableDictionary<string, string> Headers(HttpRequestMessage request) =>
        request.Headers.NonValidated.Concat(request.Content?.Headers.NonValidated ?? [])
            .ToImmutableDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
}
