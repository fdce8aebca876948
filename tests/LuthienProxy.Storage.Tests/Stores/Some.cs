using System.Collections.Immutable;
using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>Transactions to record.</summary>
static class Some
{
    /// <summary>What databases may stumble over: a control character that text cannot hold, half a surrogate pair, four bytes, right to left, quotes.</summary>
    public const string Odd = "a\u0000b\ud800c\udc00d 🦊 שלום \u202e' \" \\ % _ \r\n end";

    // To the microsecond: what both engines keep.
    static readonly DateTimeOffset Epoch = new(2026, 3, 14, 15, 9, 26, 535, 897, TimeSpan.Zero);

    public static TransactionId Id() => TransactionId.New(TimeProvider.System);

    public static DateTimeOffset At(int sequence) => Epoch.AddMilliseconds(sequence * 7);

    public static JournalBatch Batch(TransactionId id, int from, params JournalEvent[] events) =>
        new(id, [.. events.Select((happened, i) => new JournalEntry(id, from + i, At(from + i), happened))]);

    /// <summary>A batch that begins a transaction.</summary>
    public static JournalBatch Beginning(TransactionId id) => Batch(id, 1, Opened(), Request("hello"));

    public static Opened Opened(string? session = null, CallKind kind = CallKind.Turn) => new()
    {
        Node = "node-1", Format = "anthropic-messages", Model = "claude-x", Method = "POST", Path = "/v1/messages", IsStream = true, SessionId = session, TraceId = new string('a', 32), Kind = kind,
    };

    public static RequestReceived Request(params string[] turns) => new([new("user-agent", "claude-cli/2.0")], Bytes(Body(turns)));

    public static OriginalSegment Original(string text, long offset = 0) => new(offset, Bytes(text));

    public static DeliveredSegment Delivered(string text, long offset = 0) => new(offset, [new DeliveredRun.Literal(Bytes(text))]);

    public static Payload.Whole Bytes(string text) => new(Encoding.UTF8.GetBytes(text));

    public static TransactionSummary Summary() => new()
    {
        Status = 200, BytesReceived = 1234, BytesDelivered = 1200, TimeToFirstByte = TimeSpan.FromMilliseconds(12.5), Duration = TimeSpan.FromMilliseconds(345.25), StopReason = "end",
        Usage = new TokenUsage { Input = 10, Output = 20, CacheRead = 30, CacheCreation = 40, Reasoning = 50 }, Repairs = ImmutableSortedDictionary<string, int>.Empty.Add("double-stop", 2),
    };

    /// <summary>What recovery writes.</summary>
    public static Interrupted Recovered() => new(new TransactionSummary { BytesDelivered = 7, ErrorCode = "interrupted" }, IsRecovered: true);

    /// <summary>One of every kind, with everything that it can hold, then the end.</summary>
    public static JournalEvent[] EveryEvent(string text, TransactionEnded end) =>
    [
        Opened() with { Model = text, SessionId = text, Path = text, Node = text },
        new RequestReceived([new("x", text)], Bytes(Body(text))),
        new RequestForwarded(text, $"http://upstream/{text}", Bytes(Body(text, "more"))),
        new UpstreamResponded(529, [new("y", text), new("z", "")]),
        Original(text),
        new OriginalSegment(5, new Payload.Cut(100, [.. new byte[32]], new byte[] { 1, 2, 0, 255 }, CutReason.Oversize)),
        new PolicyDecided { Policy = text, Version = 3, Stage = 1, Verdict = PolicyVerdict.Replace, Reason = text, Block = 2, Probability = 0.25, Took = TimeSpan.FromMicroseconds(17), Seen = Bytes(text) },
        new JudgeCalled { Policy = text, Upstream = text, Model = text, IsCached = true, Attempts = 2, Took = TimeSpan.FromSeconds(1), Answer = Bytes(text), Failure = text },
        new DeliveredSegment(0, [new DeliveredRun.Copy(0, 3), new DeliveredRun.Literal(Bytes(text)), new DeliveredRun.Copy(3, 2)]),
        end with { Summary = Summary() with { Error = text, ErrorCode = text, StopReason = text } },
    ];

    /// <summary>A request as an agent sends it, one message a turn.</summary>
    public static string Body(params string[] turns) =>
        System.Text.Json.JsonSerializer.Serialize(new { model = "claude-x", messages = turns.Select((turn, i) => new { role = i % 2 == 0 ? "user" : "assistant", content = turn }) });
}
