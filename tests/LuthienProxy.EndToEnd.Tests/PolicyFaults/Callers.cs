using System.Diagnostics;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.PolicyFaults;

/// <summary>Clients that ask a gateway without a pause until they are stopped, in all formats, streamed and whole. Thread-safe.</summary>
sealed class Callers : IAsyncDisposable
{
    static readonly SimulatorApi[] Apis = Enum.GetValues<SimulatorApi>();

    readonly Lock _lock = new();
    readonly List<Heard> _heard = [];
    readonly CancellationTokenSource _stop = new();
    readonly RawClient _client;
    readonly Task _work;
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Callers(Uri gateway, int callers)
    {
        _client = new RawClient(gateway);
        _work = Task.WhenAll(Enumerable.Range(0, callers).Select(AskOnAsync));
    }

    /// <summary>All calls that have ended.</summary>
    public IReadOnlyList<Heard> All
    {
        get
        {
            lock (_lock)
                return [.. _heard];
        }
    }

    /// <summary>The first call that began at this time or later, once it has ended.</summary>
    public async Task<Heard> BegunAfterAsync(long time)
    {
        while (true)
        {
            Task next;
            lock (_lock)
            {
                if (_heard.Find(call => call.BegunAt >= time) is { } found)
                    return found;
                next = _next.Task;
            }
            await Task.WhenAny(next, _work);
            _work.IsFaulted.ShouldBeFalse(_work.Exception?.ToString());
        }
    }

    /// <summary>Stops asking; answers when the last call has ended.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _work;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client.Dispose();
        _stop.Dispose();
    }

    async Task AskOnAsync(int caller)
    {
        await Task.Yield();
        for (var turn = caller; !_stop.IsCancellationRequested; turn++)
        {
            var begun = Stopwatch.GetTimestamp();
            var answer = await _client.AskAsync(Apis[turn % Apis.Length], "any", stream: turn % 2 == 0);
            lock (_lock)
            {
                _heard.Add(new(begun, answer));
                _next.SetResult();
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }

    /// <summary>A call, and when it began.</summary>
    public sealed record Heard(long BegunAt, HeardAnswer Answer);
}
