using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Benchmarks.Queries;

/// <summary>A session of an agent, recorded as the gateway does: each call sends the whole history again, and streams its answer.</summary>
static class LongSession
{
    public const string Id = "the-long-session";

    /// <summary>Records it; gives the ids of its calls.</summary>
    public static async Task<List<TransactionId>> RecordAsync(IJournalStore store, int calls, int deltas)
    {
        var history = new List<object>();
        var ids = new List<TransactionId>();
        for (var turn = 0; turn < calls; turn++)
        {
            history.Add(new { role = "user", content = $"Please look at file {turn}: " + new string('x', 300) + turn });
            var answer = string.Join(' ', Enumerable.Range(0, deltas).Select(word => $"word{word}"));
            var id = TransactionId.New(TimeProvider.System);
            ids.Add(id);
            await store.WriteAsync([Batch(id, history, answer, deltas)], CancellationToken.None);
            history.Add(new { role = "assistant", content = answer });
        }
        return ids;
    }

    static JournalBatch Batch(TransactionId id, List<object> history, string answer, int deltas)
    {
        var request = JsonSerializer.SerializeToUtf8Bytes(new { model = "claude-sonnet", max_tokens = 100, system = new string('s', 2_000), messages = history });
        var stream = Encoding.UTF8.GetBytes(Stream(deltas));
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
        return new(id, [.. events.Select((happened, i) => new JournalEntry(id, i + 1, TimeProvider.System.GetUtcNow(), happened))]) { AnswerText = answer };
    }

    static string Stream(int deltas)
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
