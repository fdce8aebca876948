using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Storage.Tests.Queries;

/// <summary>Calls as agents make them, to be recorded and asked for.</summary>
sealed record Traffic
{
    public static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    static int _made;

    /// <summary>The minute of the call; ids and times follow it.</summary>
    public int Minute { get; init; }

    public string Format { get; init; } = "anthropic-messages";

    public string Model { get; init; } = "claude-x";

    public string? Session { get; init; }

    public string? Trace { get; init; }

    public string Node { get; init; } = "node-1";

    public CallKind Kind { get; init; }

    public int Status { get; init; } = 200;

    public string Request { get; init; } = Body("hello");

    /// <summary>What went upstream; null for what came.</summary>
    public string? Forwarded { get; init; }

    /// <summary>Whether it went upstream at all.</summary>
    public bool WentUpstream { get; init; } = true;

    public string Original { get; init; } = Stream("hi there");

    /// <summary>What was delivered; null for what the upstream sent.</summary>
    public string? Delivered { get; init; }

    public string? AnswerText { get; init; }

    public IReadOnlyList<PolicyDecided> Decisions { get; init; } = [];

    /// <summary>How the call ended; null when it is under way.</summary>
    public Func<TransactionSummary, TransactionEnded>? End { get; init; } = static summary => new Completed(summary);

    /// <summary>Tells calls of the same minute apart.</summary>
    public int Number { get; init; } = Interlocked.Increment(ref _made);

    public TransactionId Id
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            BinaryPrimitives.WriteInt64BigEndian(bytes, (Start.AddMinutes(Minute).ToUnixTimeMilliseconds() << 16) | 0x7000);
            BinaryPrimitives.WriteInt64BigEndian(bytes[8..], long.MinValue | (uint)Number);
            return new(new Guid(bytes, bigEndian: true));
        }
    }

    public JournalBatch Batch()
    {
        List<JournalEvent> events =
        [
            new Opened { Node = Node, Format = Format, Model = Model, Method = "POST", Path = "/v1/messages", IsStream = true, Kind = Kind, SessionId = Session, TraceId = Trace },
            new RequestReceived([new("user-agent", "test")], Bytes(Request)),
            .. WentUpstream
                ? [new RequestForwarded("main", "http://upstream/v1/messages", Forwarded is null ? null : Bytes(Forwarded)), new UpstreamResponded(Status, [new("content-type", "text/event-stream")])]
                : Array.Empty<JournalEvent>(),
            .. Original.Chunk(4_000).Select((chunk, i) => new OriginalSegment(i * 4_000, Bytes(new string(chunk)))),
            .. Decisions,
            new DeliveredSegment(0, [Delivered is null ? new DeliveredRun.Copy(0, Original.Length) : new DeliveredRun.Literal(Bytes(Delivered))]),
        ];
        var summary = new TransactionSummary
        {
            Status = Status, BytesReceived = Original.Length, BytesDelivered = (Delivered ?? Original).Length, Duration = TimeSpan.FromSeconds(1), StopReason = "end_turn", Usage = new TokenUsage { Input = 10, Output = 5 },
        };
        if (End is not null)
            events.Add(End(summary));
        var opened = Start.AddMinutes(Minute);
        return new(Id, [.. events.Select((happened, i) => new JournalEntry(Id, i + 1, opened.AddMilliseconds(i), happened))]) { AnswerText = End is null ? null : AnswerText };
    }

    /// <summary>A request of Anthropic Messages, one message a turn; long enough to be split.</summary>
    public static string Body(params string[] turns) => JsonSerializer.Serialize(new
    {
        model = "claude-x", max_tokens = 100, system = "You are an agent. " + new string('s', 1_200), tools = new[] { new { name = "bash", description = "runs", input_schema = new { type = "object" } } },
        messages = turns.Select((turn, i) => new { role = i % 2 == 0 ? "user" : "assistant", content = turn }),
    });

    /// <summary>An answer of Anthropic Messages as a stream of one text block, a word a delta.</summary>
    public static string Stream(params string[] blocks)
    {
        var text = new StringBuilder(Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-x","content":[],"usage":{"input_tokens":10,"output_tokens":1}}}"""));
        foreach (var (index, block) in blocks.Index())
        {
            text.Append(Event("content_block_start", $$$"""{"type":"content_block_start","index":{{{index}}},"content_block":{"type":"text","text":""}}"""));
            foreach (var word in block.Split(' ').Select((word, i) => i == 0 ? word : " " + word))
                text.Append(Event("content_block_delta", $$$"""{"type":"content_block_delta","index":{{{index}}},"delta":{"type":"text_delta","text":{{{JsonSerializer.Serialize(word)}}}}}"""));
            text.Append(Event("content_block_stop", $$$"""{"type":"content_block_stop","index":{{{index}}}}"""));
        }
        return text
            .Append(Event("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}"""))
            .Append(Event("message_stop", """{"type":"message_stop"}""")).ToString();
    }

    public static string Event(string name, string data) => $"event: {name}\ndata: {data}\n\n";

    static Payload.Whole Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
