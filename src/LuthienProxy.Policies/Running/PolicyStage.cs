using Luthien.Streams;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Running;

/// <summary>A running stage as a part of the answer's graph.</summary>
sealed class PolicyStage(StageRun run, StageMeter meter) : FlowStage<ResponseEvent, ResponseEvent>
{
    readonly List<ResponseEvent> _output = [];

    protected override ValueTask OnNext(ResponseEvent element)
    {
        var entered = meter.Entered(Time);
        var turn = run.NextAsync(element, _output);
        if (!turn.IsCompletedSuccessfully)
            return AwaitAsync(turn, meter.Waits(entered, Time));
        meter.Left(_output.Count, entered, Time);
        return PushAll();
    }

    async ValueTask AwaitAsync(ValueTask turn, long since)
    {
        try
        {
            await turn;
        }
        finally
        {
            meter.LeftAfterWait(_output.Count, since, Time);
        }
        await PushAll();
    }

    ValueTask PushAll()
    {
        for (var i = 0; i < _output.Count; i++)
        {
            var taken = Push(_output[i]);
            if (!taken.IsCompletedSuccessfully)
                return PushRest(taken, i + 1);
        }
        _output.Clear();
        return default;
    }

    async ValueTask PushRest(ValueTask first, int from)
    {
        await first;
        for (var i = from; i < _output.Count; i++)
            await Push(_output[i]);
        _output.Clear();
    }
}
