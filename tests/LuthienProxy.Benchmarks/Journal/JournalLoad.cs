using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Benchmarks.Journal;

/// <summary>
/// Calls of agents, many at once, as the recorder hands them over: each write holds one batch of each call, as a group commit under load does.
/// </summary>
sealed class JournalLoad(string engine, IJournalStore store)
{
    const int Calls = 64;
    const int Rounds = 12;
    const int Warmups = 3;
    const int Segments = 20;

    // 200 ms of a stream: some twenty deltas.
    static readonly ReadOnlyMemory<byte> Segment = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 20).Select(i =>
        $"event: content_block_delta\ndata: {{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{{\"type\":\"text_delta\",\"text\":\"word{i} \"}}}}\n\n")));

    readonly Dictionary<string, Meter> _meters = [];
    int _sequence;

    public async Task RunAsync()
    {
        for (var round = 0; round < Warmups + Rounds; round++)
        {
            if (round == Warmups)
                _meters.Clear();
            await RoundAsync(round);
        }
        foreach (var (part, meter) in _meters)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {engine} | {part} | {meter.Events} | {meter.Events / meter.Wall.TotalSeconds:0} | {meter.Cpu.TotalMicroseconds / meter.Events:0.0} | {meter.Allocated / (double)meter.Events:0} |"));
        }
    }

    async Task RoundAsync(int round)
    {
        var calls = Enumerable.Range(0, Calls).Select(_ => TransactionId.New(TimeProvider.System)).ToArray();
        _sequence = 1;
        // Each call is the next turn of a session of its own: what came before is on record.
        await WriteAsync("begin", calls, call => [Opened(call), new RequestReceived([new("user-agent", "bench")], Request(call, round)), new RequestForwarded("anthropic", "https://upstream/v1/messages", Body: null)]);
        await WriteAsync("head", calls, _ => [new UpstreamResponded(200, [new("content-type", "text/event-stream")])]);
        for (var i = 0; i < Segments; i++)
        {
            var offset = (long)i * Segment.Length;
            await WriteAsync("segments", calls, _ => [new OriginalSegment(offset, new Payload.Whole(Segment)), new DeliveredSegment(offset, [new DeliveredRun.Copy(offset, Segment.Length)])]);
        }
        await WriteAsync("end", calls, _ => [new Completed(new() { Status = 200, BytesReceived = 40_000, BytesDelivered = 40_000, StopReason = "end" })], string.Concat(Enumerable.Range(0, 400).Select(i => $"word{i} ")));
    }

    async Task WriteAsync(string part, TransactionId[] calls, Func<int, JournalEvent[]> events, string? answer = null)
    {
        var at = DateTimeOffset.UnixEpoch.AddYears(56);
        var batches = calls.Select((id, call) => new JournalBatch(id, [.. events(call).Select((happened, i) => new JournalEntry(id, _sequence + i, at, happened))]) { AnswerText = answer }).ToArray();
        _sequence += batches[0].Entries.Length;
        var meter = _meters.TryGetValue(part, out var known) ? known : _meters[part] = new Meter();
        meter.Begin();
        var report = await store.WriteAsync(batches, CancellationToken.None);
        meter.End(report.Written);
    }

    static Opened Opened(int call) => new()
    {
        Node = "bench", Format = "anthropic-messages", Model = "claude-x", Method = "POST", Path = "/v1/messages", IsStream = true, SessionId = $"session-{call}", TraceId = new string('a', 32),
    };

    static Payload.Whole Request(int call, int round) => new(JsonSerializer.SerializeToUtf8Bytes(new
    {
        model = "claude-x",
        system = string.Join(' ', Enumerable.Range(0, 2000)),
        messages = Enumerable.Range(0, 2 * (20 + round) + 1).Select(turn => new { role = turn % 2 == 0 ? "user" : "assistant", content = $"session {call} turn {turn} " + string.Join(' ', Enumerable.Range(turn * 100, 80)) }),
    }));

    sealed class Meter
    {
        TimeSpan _cpu;
        long _allocated;
        long _begun;

        public int Events { get; private set; }

        public TimeSpan Wall { get; private set; }

        public TimeSpan Cpu { get; private set; }

        public long Allocated { get; private set; }

        public void Begin() => (_cpu, _allocated, _begun) = (Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: true), Stopwatch.GetTimestamp());

        public void End(int events)
        {
            Wall += Stopwatch.GetElapsedTime(_begun);
            Cpu += Environment.CpuUsage.TotalTime - _cpu;
            Allocated += GC.GetTotalAllocatedBytes(precise: true) - _allocated;
            Events += events;
        }
    }
}
