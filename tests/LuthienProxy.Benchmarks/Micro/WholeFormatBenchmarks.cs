using System.Buffers;
using BenchmarkDotNet.Attributes;
using LuthienProxy.Protocol.Chat;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>What a request, and an answer that is not streamed, cost in the protocol room.</summary>
public class WholeFormatBenchmarks
{
    const string Path = "/v1/chat/completions";

    static readonly RequestLimits Limits = new();

    readonly ChatFormat _format = ChatFormat.Instance;
    readonly ArrayBufferWriter<byte> _output = new();
    readonly byte[] _small = SampleAnswers.Request(Path, "m", stream: true, messages: 1);
    readonly byte[] _session = SampleAnswers.Request(Path, "m", stream: true, messages: 2000);
    readonly byte[] _answer = SampleAnswers.Body(Path, "sim/text?deltas=20", stream: false);

    [Benchmark]
    public ConversationRequest RequestOfOneMessage() => _format.DecodeRequest(_small, Limits);

    [Benchmark]
    public ConversationRequest RequestOf2000Messages() => _format.DecodeRequest(_session, Limits);

    [Benchmark]
    public bool BodyDecodeAndEmit()
    {
        var emitter = _format.CreateBodyEmitter(_format.DecodeRequest(_small, Limits));
        _output.ResetWrittenCount();
        foreach (var decoded in _format.DecodeBody(_answer))
            emitter.Emit(decoded, _output);
        return emitter.HasEnded;
    }
}
