using Luthien.Streams;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Running;

/// <summary>A running stage as a part of the answer's graph.</summary>
sealed class PolicyStage(StageRun run) : FlowStage<ResponseEvent, ResponseEvent>
{
    readonly List<ResponseEvent> _output = [];

    protected override ValueTask OnNext(ResponseEvent element)
    {
        var turn = run.NextAsync(element, _output);
        return turn.IsCompletedSuccessfully ? PushAll() : AwaitAsync(turn);
    }

    async ValueTask AwaitAsync(ValueTask turn)
    {
        await turn;
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
