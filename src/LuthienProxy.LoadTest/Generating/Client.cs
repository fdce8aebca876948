using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;
using LuthienProxy.LoadTest.Stamps;
using LuthienProxy.LoadTest.Wire;

namespace LuthienProxy.LoadTest.Generating;

/// <summary>Somebody who makes one call after the other, on one connection as long as it lasts. One task; what watches it may come from anywhere.</summary>
sealed class Client(LoadPlan plan, Target target, CallRequest requests, Figures figures, TimeProvider time)
{
    readonly Lock _lock = new();
    Connection? _connection;
    Call? _call;

    /// <summary>Makes calls until there are no more numbers for it.</summary>
    /// <param name="next">The number of the next call; null to stop.</param>
    public async Task RunAsync(Func<int?> next)
    {
        while (next() is { } number)
            await CallAsync(CallPlan.Of(plan, number));
        _connection?.Dispose();
    }

    /// <summary>Ends the call under way if nothing came for too long.</summary>
    public void EndIfSilent()
    {
        lock (_lock)
        {
            if (_call is { } call && StampText.Now(time) - call.HeardAt > plan.Patience.Ticks)
                call.Abort(_connection!, isStalled: true);
        }
    }

    /// <summary>Ends the call under way because the run is over.</summary>
    public void EndAnyway()
    {
        lock (_lock)
            _call?.Abort(_connection!, isStalled: false);
    }

    async Task CallAsync(CallPlan planned)
    {
        // A slow reader's connection holds little in the kernel, and others' do not.
        if (_connection is { } other && other.IsSlow != planned.IsSlow)
            Drop();
        var reused = _connection is not null;
        var call = new Call(plan, planned, figures, time);
        figures.Begin();
        lock (_lock)
        {
            _connection ??= new(target, planned.IsSlow);
            _call = call;
        }
        await call.RunAsync(_connection, reused, target, requests.Encode(Wires.Of(planned.Kind.Format), planned));
        lock (_lock)
            _call = null;
        figures.End();
        if (!call.LeavesConnection)
            Drop();
    }

    void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
