using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;

namespace LuthienProxy.Cli.Connection;

/// <summary>An open stream of events.</summary>
sealed class NodeStream(HttpRequestMessage request, HttpResponseMessage response) : IDisposable
{
    /// <summary>Its events, each the JSON of its data, until the gateway ends the stream.</summary>
    /// <exception cref="PbmException">The connection broke.</exception>
    public async IAsyncEnumerable<string> EventsAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellation);
        await using var events = SseParser.Create(body, static (_, data) => Encoding.UTF8.GetString(data)).EnumerateAsync(cancellation).GetAsyncEnumerator(cancellation);
        while (await NextAsync(events.MoveNextAsync))
        {
            if (events.Current.Data is { Length: > 0 } data)
                yield return data;
        }
    }

    /// <summary>Its lines, until the gateway ends the stream.</summary>
    /// <exception cref="PbmException">The connection broke.</exception>
    public async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var body = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
        while (await NextAsync(() => body.ReadLineAsync(cancellation)) is { } line)
            yield return line;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        response.Dispose();
        request.Dispose();
    }

    static async Task<T> NextAsync<T>(Func<ValueTask<T>> next)
    {
        try
        {
            return await next();
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw new PbmException(ExitCode.NoConnection, "The gateway ended the connection.", cut);
        }
    }
}
