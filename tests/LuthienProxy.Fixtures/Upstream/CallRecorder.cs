using System.Collections.Concurrent;
using System.Threading.Channels;
using LuthienProxy.Simulator;

namespace LuthienProxy.Fixtures.Upstream;

/// <summary>Keeps every call of a simulated provider in the order of arrival.</summary>
sealed class CallRecorder(TimeSpan patience) : ISimulatorObserver
{
    readonly ConcurrentDictionary<SimulatorRequest, RecordedCall> _calls = new();
    readonly ConcurrentQueue<RecordedCall> _order = new();
    readonly Channel<RecordedCall> _arrivals = Channel.CreateUnbounded<RecordedCall>();

    public IReadOnlyList<RecordedCall> Calls => [.. _order];

    public async Task<RecordedCall> NextAsync()
    {
        using var limit = new CancellationTokenSource(patience);
        return await _arrivals.Reader.ReadAsync(limit.Token);
    }

    public void Arrived(SimulatorRequest request)
    {
        var call = new RecordedCall(request, patience);
        _calls[request] = call;
        _order.Enqueue(call);
        _arrivals.Writer.TryWrite(call);
    }

    public void HeadersSent(SimulatorRequest request) => _calls[request].OnHeaders();

    public void EventSent(SimulatorRequest request, int count) => _calls[request].OnEvent(count);

    public void Ended(SimulatorRequest request, CallEnding ending) => _calls[request].OnEnded(ending);
}
