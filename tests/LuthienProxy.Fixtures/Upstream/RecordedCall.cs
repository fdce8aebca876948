using System.Collections.Concurrent;
using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Upstream;

/// <summary>One call that the scripted upstream got, and what became of it. Each wait ends by itself when the thing happened, or fails after the fixture's patience.</summary>
public sealed class RecordedCall
{
    readonly TimeSpan _patience;
    readonly TaskCompletionSource _headers = Source();
    readonly TaskCompletionSource<CallEnding> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly ConcurrentDictionary<int, TaskCompletionSource> _events = new();
    int _sent;

    internal RecordedCall(SimulatorRequest request, TimeSpan patience)
    {
        Request = request;
        _patience = patience;
    }

    /// <summary>The request: path, query, headers, body bytes.</summary>
    public SimulatorRequest Request { get; }

    /// <summary>Events written so far.</summary>
    public int EventsSent => Volatile.Read(ref _sent);

    /// <summary>How the call ended, or null while it runs.</summary>
    public CallEnding? Ending => _ended.Task.IsCompletedSuccessfully ? _ended.Task.GetAwaiter().GetResult() : null;

    /// <summary>Waits until the headers left.</summary>
    public Task HeadersSentAsync() => _headers.Task.WaitAsync(_patience);

    /// <summary>Waits until the n-th event (from 1) was written.</summary>
    public Task EventSentAsync(int count)
    {
        var source = _events.GetOrAdd(count, _ => Source());
        if (EventsSent >= count)
            source.TrySetResult();
        return source.Task.WaitAsync(_patience);
    }

    /// <summary>Waits until the call is over and says how.</summary>
    public Task<CallEnding> EndedAsync() => _ended.Task.WaitAsync(_patience);

    internal void OnHeaders() => _headers.TrySetResult();

    internal void OnEvent(int count)
    {
        Volatile.Write(ref _sent, count);
        if (_events.TryGetValue(count, out var source))
            source.TrySetResult();
    }

    internal void OnEnded(CallEnding ending) => _ended.TrySetResult(ending);

    static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
