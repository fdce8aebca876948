using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Luthien.Actors;
using LuthienProxy.Host.AdminApi;

namespace LuthienProxy.Host.Tails;

/// <summary>Writes a tail as server-sent events until the caller leaves or the gateway stops. Thread-safe.</summary>
/// <remarks>
/// Each line is an event of the tail's name; what was lost is an event <c>gap</c> with the count. A comment comes while nothing happens, so that a caller who has gone
/// is found out; one who does not read is cut off.
/// </remarks>
sealed class TailStream(ActorSystem system, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);
    static readonly TimeSpan Stall = TimeSpan.FromSeconds(30);

    readonly CancellationTokenSource _stopping = new();
    int _isHooked;

    /// <summary>Streams.</summary>
    /// <exception cref="ProblemException">As many watch as may.</exception>
    public async Task WriteAsync<T>(HttpContext http, LiveTail<T> tail, string name, JsonTypeInfo<T> type)
    {
        StopWithTheServer();
        using var watcher = tail.Watch() ?? throw new ProblemException(Problem.TooManyStreams);
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _stopping.Token);
        try
        {
            await http.Response.WriteAsync(": watching\n\n", either.Token);
            while (true)
            {
                await FlushAsync(http, either.Token);
                if (!await SomethingAsync(watcher, either.Token))
                    await http.Response.WriteAsync(": still here\n\n", either.Token);
                while (watcher.TryRead(out var line))
                    await PutAsync(http, watcher, name, JsonSerializer.Serialize(line, type), either.Token);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The server ends: so does the stream, between two events.
        }
        catch (TimeoutException)
        {
            http.Abort();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    static async Task PutAsync<T>(HttpContext http, TailWatcher<T> watcher, string name, string json, CancellationToken cancellation)
    {
        if (watcher.Missed() is > 0 and var missed)
            await http.Response.WriteAsync($"event: gap\ndata: {{\"missed\":{missed}}}\n\n", cancellation);
        await http.Response.WriteAsync($"event: {name}\ndata: {json}\n\n", cancellation);
    }

    async Task FlushAsync(HttpContext http, CancellationToken cancellation) => await http.Response.Body.FlushAsync(cancellation).WaitAsync(Stall, time, cancellation);

    async Task<bool> SomethingAsync<T>(TailWatcher<T> watcher, CancellationToken cancellation)
    {
        using var beat = new CancellationTokenSource(Heartbeat, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(beat.Token, cancellation);
        try
        {
            return await watcher.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    // Kestrel waits for its requests when it stops.
    void StopWithTheServer()
    {
        if (Interlocked.Exchange(ref _isHooked, 1) == 0)
            system.CoordinatedShutdown.AddTask(ShutdownPhase.ServiceStop, "tails", _ => _stopping.CancelAsync());
    }
}
