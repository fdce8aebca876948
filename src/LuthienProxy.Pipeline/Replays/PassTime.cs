using Luthien.Streams;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>Measures how long everything behind it takes with the events that pass. Two of them measure what lies between.</summary>
sealed class PassTime(TimeProvider time)
{
    long _ticks;

    /// <summary>All events together.</summary>
    public TimeSpan Total => time.GetElapsedTime(0, _ticks);

    /// <summary>The place in the graph.</summary>
    public Flow<ResponseEvent, ResponseEvent, NotUsed> Flow => Luthien.Streams.Flow.FromStage(() => new Stage(this));

    sealed class Stage(PassTime home) : FlowStage<ResponseEvent, ResponseEvent>
    {
        protected override ValueTask OnNext(ResponseEvent element)
        {
            var since = home.Now;
            var turn = Push(element);
            if (!turn.IsCompletedSuccessfully)
                return AwaitAsync(turn, since);
            home._ticks += home.Now - since;
            return default;
        }

        async ValueTask AwaitAsync(ValueTask turn, long since)
        {
            await turn;
            home._ticks += home.Now - since;
        }
    }

    long Now => time.GetTimestamp();
}
