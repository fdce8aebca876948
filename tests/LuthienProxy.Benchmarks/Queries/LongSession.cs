using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>A session of an agent: each call sends the whole history again, and streams its answer. Not thread-safe.</summary>
/// <param name="deltas">Of each recorded answer.</param>
sealed class LongSession(int deltas)
{
    public const string Id = "the-long-session";

    readonly List<object> _history = [];
    readonly string _answer = string.Join(' ', Enumerable.Range(0, deltas).Select(word => $"word{word}"));

    /// <summary>Records calls as the gateway does; gives their ids.</summary>
    public async Task<List<TransactionId>> RecordAsync(IJournalStore store, int calls)
    {
        var ids = new List<TransactionId>();
        var stream = Encoding.UTF8.GetBytes(Stream());
        for (var turn = 0; turn < calls; turn++)
        {
            var id = TransactionId.New(TimeProvider.System);
            ids.Add(id);
            await store.WriteAsync([Batch(id, Ask("claude-sonnet"), stream)], CancellationToken.None);
            Answered(_answer);
        }
        return ids;
    }

    /// <summary>The next call's body.</summary>
    public byte[] Ask(string model)
    {
        var turn = _history.Count / 2;
        _history.Add(new { role = "user", content = $"Please look at file {turn}: " + new string('x', 300) + turn });
        return JsonSerializer.SerializeToUtf8Bytes(new { model, max_tokens = 1000, stream = true, system = new string('s', 2_000), messages = _history });
    }

    /// <summary>Its answer, which goes with each call from now on.</summary>
    public void Answered(string answer) => _history.Add(new { role = "assistant", content = answer });

    JournalBatch Batch(TransactionId id, byte[] request, byte[] stream)
    {
        List<JournalEvent> events =
        [
            new Opened { Node = "bench", Format = "anthropic-messages", Model = "claude-sonnet", Method = "POST", Path = "/v1/messages", IsStream = true, SessionId = Id },
            new RequestReceived([], new Payload.Whole(request)),
            new RequestForwarded("main", "http://upstream/v1/messages", null),
            new UpstreamResponded(200, []),
            .. stream.Chunk(32 * 1024).Select((chunk, i) => new OriginalSegment(i * 32 * 1024, new Payload.Whole(chunk))),
            new DeliveredSegment(0, [new DeliveredRun.Copy(0, stream.Length)]),
            new Completed(new TransactionSummary { Status = 200, BytesReceived = stream.Length, BytesDelivered = stream.Length, Usage = new TokenUsage { Input = 1, Output = deltas } }),
        ];
        return new(id, [.. events.Select((happened, i) => new JournalEntry(id, i + 1, TimeProvider.System.GetUtcNow(), happened))]) { AnswerText = _answer };
    }

    string Stream()
    {
        var stream = new StringBuilder();
        Add("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-sonnet","content":[],"usage":{"input_tokens":1,"output_tokens":1}}}""");
        Add("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""");
        for (var word = 0; word < deltas; word++)
            Add("content_block_delta", $$$"""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"{{{(word == 0 ? "" : " ")}}}word{{{word}}}"}}""");
        Add("content_block_stop", """{"type":"content_block_stop","index":0}""");
        Add("message_delta", """{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":5}}""");
        Add("message_stop", """{"type":"message_stop"}""");
        return stream.ToString();

        void Add(string name, string data) => stream.Append("event: ").Append(name).Append("\ndata: ").Append(data).Append("\n\n");
    }
}
