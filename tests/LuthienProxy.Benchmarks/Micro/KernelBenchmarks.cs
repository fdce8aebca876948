using BenchmarkDotNet.Attributes;
using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Micro;

/// <summary>Single operations of the kernel; rates under load are gates.</summary>
public class KernelBenchmarks
{
    const int Burst = 10_000;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    static readonly object Message = new();

    readonly ActorSystem _system = ActorSystem.Create("micro");
    IActorRef _echo = ActorRefs.Nobody;
    CountingActor _counter = null!;
    IActorRef _counting = ActorRefs.Nobody;

    [GlobalSetup]
    public void Setup()
    {
        _echo = _system.ActorOf(Props.Create(() => new EchoActor()));
        _counter = new CountingActor();
        _counting = _system.ActorOf(Props.Create(() => _counter));
    }

    [GlobalCleanup]
    public Task Cleanup() => _system.Terminate();

    [Benchmark(OperationsPerInvoke = Burst)]
    public Task Tell()
    {
        var done = _counter.Expect(Burst);
        for (var i = 0; i < Burst; i++)
            _counting.Tell(Message);
        return done;
    }

    [Benchmark]
    public Task<object> Ask() => _echo.Ask<object>(Message, Limit);

    [Benchmark]
    public Task SpawnAndStop() => _system.ActorOf(EchoActor.Recipe).GracefulStop(Limit);
}
