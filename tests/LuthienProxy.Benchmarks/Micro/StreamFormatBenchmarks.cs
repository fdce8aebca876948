using System.Buffers;
using BenchmarkDotNet.Attributes;
using LuthienProxy.Protocol.Anthropic;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Responses;
using LuthienProxy.Protocol.Sse;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>What one delta costs on its way through the protocol room; per delta, set-up of the answer included.</summary>
public class StreamFormatBenchmarks
{
    const int Deltas = 500;
    const int ChunkSize = 8 * 1024;

    readonly List<ResponseEvent> _events = [];
    readonly ArrayBufferWriter<byte> _output = new(ChunkSize);
    IWireFormat _format = ChatFormat.Instance;
    ConversationRequest _request = null!;
    byte[] _answer = [];
    SseFrame[] _frames = [];

    [Params("chat", "responses", "messages")]
    public string Format { get; set; } = "chat";

    [GlobalSetup]
    public void Setup()
    {
        (_format, var path) = Format switch
        {
            "chat" => (ChatFormat.Instance, "/v1/chat/completions"),
            "responses" => ((IWireFormat)ResponsesFormat.Instance, "/v1/responses"),
            _ => (AnthropicFormat.Instance, "/v1/messages"),
        };
        var model = $"sim/text?deltas={Deltas}";
        _request = _format.DecodeRequest(SampleAnswers.Request(path, model, stream: true, messages: 1), new RequestLimits());
        _answer = SampleAnswers.Body(path, model, stream: true);
        _frames = [.. Frames()];
    }

    [Benchmark(OperationsPerInvoke = Deltas)]
    public int Frame()
    {
        var (framer, count) = (new SseFramer(), 0);
        for (var at = 0; at < _answer.Length; at += ChunkSize)
        {
            framer.Append(_answer.AsMemory(at, Math.Min(ChunkSize, _answer.Length - at)));
            while (framer.TryRead(out _))
                count++;
        }
        return count;
    }

    [Benchmark(OperationsPerInvoke = Deltas)]
    public int Decode()
    {
        var (decoder, count) = (_format.CreateStreamDecoder(), 0);
        foreach (var frame in _frames)
        {
            _events.Clear();
            decoder.Decode(frame, _events);
            count += _events.Count;
        }
        return count;
    }

    [Benchmark(OperationsPerInvoke = Deltas)]
    public bool DecodeAndEmit()
    {
        var decoder = _format.CreateStreamDecoder();
        var emitter = _format.CreateStreamEmitter(_request, EmitterOptions.Relaying);
        foreach (var frame in _frames)
        {
            _events.Clear();
            decoder.Decode(frame, _events);
            foreach (var decoded in _events)
                emitter.Emit(decoded, _output);
            if (_output.WrittenCount > ChunkSize / 2)
                _output.ResetWrittenCount();
        }
        return emitter.HasEnded;
    }

    IEnumerable<SseFrame> Frames()
    {
        var framer = new SseFramer();
        framer.Append(_answer);
        while (framer.TryRead(out var frame))
            yield return frame;
    }
}
