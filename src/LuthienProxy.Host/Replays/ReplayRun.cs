using System.Text.Json;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Chains;

namespace LuthienProxy.Host.Replays;

/// <summary>One replay: runs the chosen calls, some side by side, and writes what came of each in their order, then the summary.</summary>
sealed class ReplayRun(ReplayDesk desk, ReplaySelection selection, ActiveChain chain, ReplayRequest wanted, ReplaySettings settings, TimeProvider time)
{
    readonly Queue<Task<ReplayEntry>> _running = new();

    /// <summary>What has been run so far.</summary>
    public ReplayTally Tally { get; } = new();

    /// <exception cref="ProblemException">The record cannot be read, and nothing has been written.</exception>
    /// <exception cref="OperationCanceledException">Who asked has left.</exception>
    public async Task WriteAsync(HttpResponse response, CancellationToken gone)
    {
        var since = time.GetTimestamp();
        using var limit = new CancellationTokenSource(settings.Timeout.ToTimeSpan(), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, gone);
        string? stopped = null;
        try
        {
            await WriteEntriesAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !gone.IsCancellationRequested)
        {
            stopped = $"It took longer than a replay may (policy.replays.timeout), and was ended after {settings.Timeout.ToTimeSpan().TotalSeconds:0} s.";
        }
        catch (ProblemException told) when (response.HasStarted)
        {
            stopped = told.Problem.Detail;
        }
        finally
        {
            await either.CancelAsync();
            await Task.WhenAll(_running.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await WriteAsync(response, new(null, Tally.Sum(chain, wanted.Against, time.GetElapsedTime(since), selection.HasMore, stopped)), gone);
    }

    async Task WriteEntriesAsync(HttpResponse response, CancellationToken cancellation)
    {
        await foreach (var id in selection.ReadAsync(cancellation))
        {
            // The record can be read: from here on who asks is told so, however long the first call takes.
            if (!response.HasStarted)
                await response.Body.FlushAsync(cancellation);
            if (_running.Count == settings.Parallel)
                await WriteNextAsync(response, cancellation);
            // Not on this thread: decoding is work, and the first must not wait for it.
            _running.Enqueue(Task.Run(() => desk.RunAsync(id, chain, wanted, cancellation), cancellation));
        }
        while (_running.Count > 0)
            await WriteNextAsync(response, cancellation);
    }

    async Task WriteNextAsync(HttpResponse response, CancellationToken cancellation)
    {
        var entry = await _running.Dequeue();
        Tally.Add(entry);
        await WriteAsync(response, new(entry, null), cancellation);
    }

    static async Task WriteAsync(HttpResponse response, ReplayLine line, CancellationToken cancellation)
    {
        await JsonSerializer.SerializeAsync(response.Body, line, ApiJson.Readable.ReplayLine, cancellation);
        await response.Body.WriteAsync("\n"u8.ToArray(), cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}
