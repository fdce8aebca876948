using LuthienProxy.Activity.Feed;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Tests.Support;

/// <summary>Events and other things that tests need some of.</summary>
static class Some
{
    public static readonly DateTimeOffset Time = new(2031, 3, 7, 11, 13, 17, 250, TimeSpan.Zero);

    public static CallFacts Call(int number = 1, string model = "sim/hello", string? session = null, string? instance = null, ICallGauge? gauge = null) => new()
    {
        TransactionId = Id(number),
        Model = model,
        SessionId = session,
        Instance = instance,
        Gauge = gauge,
    };

    public static TransactionId Id(int number) => new(new Guid(number, 0, 0, new byte[8]));

    public static CallOpened Opened(int number = 1) => Opened(Call(number));

    public static CallOpened Opened(CallFacts call) => new() { At = Time, Call = call, Format = "openai-chat", Kind = CallKind.Turn, IsStream = true, Path = "/v1/chat/completions" };

    public static CallMoved Moved(int number, TransactionState state = TransactionState.Streaming) => new() { At = Time, Call = Call(number), State = state };

    public static CallEnded Ended(int number = 1, TransactionState state = TransactionState.Completed) => Ended(Call(number), state);

    public static CallEnded Ended(CallFacts call, TransactionState state = TransactionState.Completed) => new() { At = Time, Call = call, State = state, DurationMs = 12.34, BytesDelivered = 7 };

    public static EventFeed Feed(string node = "one", int capacity = 64, long bytes = 1 << 20, TimeProvider? time = null)
    {
        var feed = new EventFeed(new(node, capacity, bytes), time ?? TimeProvider.System);
        feed.Wake();
        return feed;
    }
}
