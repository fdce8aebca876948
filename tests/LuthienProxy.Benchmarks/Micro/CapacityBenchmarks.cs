using BenchmarkDotNet.Attributes;
using Luthien.Actors;
using Luthien.Streams;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Bounded queues by their capacity: an element's share of a saturated run, and what it allocates. Waiting times: <c>bench capacities</c>.</summary>
public class CapacityBenchmarks
{
    const int Burst = 20_000;

    static readonly object Message = new();

    readonly ActorSystem _system = ActorSystem.Create("capacity");
    readonly Materializer _materializer = new();
    CountingActor _counter = null!;
    IActorRef _counting = ActorRefs.Nobody;
    RunnableGraph<NotUsed> _buffered = null!;

    [Params(1, 10, 100, 1_000, 10_000)]
    public int Capacity { get; set; } = 1;

    [GlobalSetup]
    public void Setup()
    {
        _counter = new CountingActor();
        _counting = _system.ActorOf(Props.Create(() => _counter).WithBoundedMailbox(Capacity, MailboxOverflow.Await));
        _buffered = Source.From(Enumerable.Range(0, Burst)).Buffer(Capacity, OverflowStrategy.Backpressure).To(Sink.Ignore<int>());
    }

    [GlobalCleanup]
    public Task Cleanup() => _system.Terminate();

    [Benchmark(OperationsPerInvoke = Burst)]
    public async Task Mailbox()
    {
        var done = _counter.Expect(Burst);
        for (var i = 0; i < Burst; i++)
            await _counting.TellAsync(Message);
        await done;
    }

    [Benchmark(OperationsPerInvoke = Burst)]
    public Task StreamBuffer() => _buffered.Run(_materializer).Completion;
}
