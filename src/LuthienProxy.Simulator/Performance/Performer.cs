using System.Buffers;
using System.Collections.Immutable;
using LuthienProxy.Simulator.Hosting;
using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>Plays one score for one call.</summary>
sealed class Performer(Score score, SimulatorRequest request, IReplyTransport transport, TimeProvider time, ISimulatorObserver? observer) : IDisposable
{
    // What may wait in the writer when the script does not ask for a flush after each event.
    const int FlushThreshold = 16 << 10;

    readonly PeriodicTimer? _beat = score.Beat > TimeSpan.Zero ? new PeriodicTimer(score.Beat, time) : null;
    readonly ulong _nonce = (ulong)request.Sequence;
    int _events;
    int _unflushed;
    DeltaStamp? _stamp;

    public async Task<CallEnding> PlayAsync()
    {
        foreach (var step in score.Steps)
        {
            if (await PlayAsync(step) is { } ending)
                return ending;
        }

        return transport.ClientGone.IsCancellationRequested ? CallEnding.ClientGone : CallEnding.Completed;
    }

    public void Dispose() => _beat?.Dispose();

    async ValueTask<CallEnding?> PlayAsync(Step step)
    {
        switch (step.Kind)
        {
            case StepKind.Headers:
                await transport.StartAsync(score.Status, Headers(), score.ContentLength);
                _unflushed++; // the headers leave with the first bytes, or when the script waits
                observer?.HeadersSent(request);
                return null;
            case StepKind.Write:
                return await WriteAsync(step);
            case StepKind.Flush:
                return await FlushAsync();
            case StepKind.Beat:
                await FlushAsync();
                await _beat!.WaitForNextTickAsync(transport.ClientGone);
                return null;
            case StepKind.Wait:
                await FlushAsync();
                await Task.Delay(step.Duration, time, transport.ClientGone);
                return null;
            case StepKind.Stall:
                await FlushAsync();
                await Task.Delay(Timeout.InfiniteTimeSpan, time, transport.ClientGone);
                return null;
            default:
                await FlushAsync();
                await transport.BreakAsync(reset: step.Kind == StepKind.Reset);
                return CallEnding.Broken;
        }
    }

    async ValueTask<CallEnding?> WriteAsync(Step step)
    {
        if (step.IsEvent && score.Gate is { } gate)
        {
            await FlushAsync();
            await gate.EnterAsync(transport.ClientGone);
        }

        Copy(step);
        if (step.IsEvent)
            observer?.EventSent(request, ++_events);
        _unflushed += step.Bytes.Length;
        return _unflushed >= FlushThreshold ? await FlushAsync() : null;
    }

    void Copy(Step step)
    {
        _stamp ??= score.Stamp?.Invoke(request);
        if (step.Nonces.Length == 0 && (_stamp is null || step.Stamps.Length == 0))
        {
            transport.Body.Write(step.Bytes.Span);
            return;
        }

        var span = transport.Body.GetSpan(step.Bytes.Length);
        step.Bytes.Span.CopyTo(span);
        foreach (var at in step.Nonces)
            Nonce.Write(_nonce, span[at..]);
        foreach (var place in _stamp is null ? [] : step.Stamps)
            _stamp!(place.Delta, span.Slice(place.Offset, place.Length));
        transport.Body.Advance(step.Bytes.Length);
    }

    async ValueTask<CallEnding?> FlushAsync()
    {
        if (_unflushed == 0)
            return null;
        _unflushed = 0;
        var flushed = await transport.Body.FlushAsync(transport.ClientGone);
        return flushed.IsCompleted || flushed.IsCanceled ? CallEnding.ClientGone : null;
    }

    ImmutableArray<KeyValuePair<string, string>> Headers() => [.. score.Headers.Select(h => new KeyValuePair<string, string>(h.Key, Nonce.Apply(h.Value, _nonce)))];
}
