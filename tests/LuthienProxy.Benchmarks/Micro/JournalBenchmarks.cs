using System.Text;
using BenchmarkDotNet.Attributes;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Encoding an event for the record.</summary>
public class JournalBenchmarks
{
    readonly Opened _opened = new() { Node = "bench", Format = "openai-chat", Model = "m", Method = "POST", Path = "/v1/chat/completions", IsStream = true, SessionId = "session" };
    readonly DeliveredSegment _delivered = new(4096, [new DeliveredRun.Copy(4096, 32 * 1024)]);
    readonly PolicyDecided _decided = new() { Policy = "guard", Stage = 0, Verdict = PolicyVerdict.Block, Reason = "It would drop a table." };
    readonly OriginalSegment _original = new(0, new Payload.Whole(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 240).Select(i =>
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":\"word{i} \"}}}}\n\n")))));

    [Benchmark]
    public StoredEvent EncodeOpened() => EventCodec.Encode(_opened);

    [Benchmark]
    public StoredEvent EncodeOriginalSegmentOf30KiB() => EventCodec.Encode(_original);

    [Benchmark]
    public StoredEvent EncodeDeliveredSegment() => EventCodec.Encode(_delivered);

    [Benchmark]
    public StoredEvent EncodeDecision() => EventCodec.Encode(_decided);
}
