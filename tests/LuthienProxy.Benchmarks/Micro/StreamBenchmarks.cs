using BenchmarkDotNet.Attributes;
using Luthien.Streams;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>The stream graph: per element, and per run.</summary>
public class StreamBenchmarks
{
    const int Elements = 100_000;

    readonly Materializer _materializer = new();
    readonly RunnableGraph<NotUsed> _fused = Six(Numbers(Elements)).To(Sink.Ignore<int>());
    readonly RunnableGraph<NotUsed> _buffered = Six(Numbers(Elements).Buffer(256, OverflowStrategy.Backpressure)).To(Sink.Ignore<int>());
    readonly RunnableGraph<NotUsed> _short = Six(Numbers(10)).To(Sink.Ignore<int>());

    [Benchmark(OperationsPerInvoke = Elements)]
    public Task SixFusedStages() => _fused.Run(_materializer).Completion;

    [Benchmark(OperationsPerInvoke = Elements)]
    public Task OneBufferAndSixFusedStages() => _buffered.Run(_materializer).Completion;

    [Benchmark]
    public Task SetUpSixStagesAndTenElements() => _short.Run(_materializer).Completion;

    static Source<int, NotUsed> Six(Source<int, NotUsed> source) => source
        .Select(static x => x + 1).Select(static x => x ^ 3).Select(static x => x - 1).Select(static x => x + 7).Select(static x => x ^ 1).Select(static x => x + 2);

    static Source<int, NotUsed> Numbers(int count) => Source.Create<int>(async (writer, _) =>
    {
        for (var i = 0; i < count; i++)
            await writer.PushAsync(i);
    });
}
