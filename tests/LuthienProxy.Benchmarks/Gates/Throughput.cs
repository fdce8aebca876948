using System.Diagnostics;
using Luthien.Actors;

namespace LuthienProxy.Benchmarks.Gates;

/// <summary>How many per second.</summary>
static class Throughput
{
    const int Pairs = 8;
    const int Window = 50;
    const int Hits = 500_000;
    const int TreeLevels = 5;
    const int AskTasks = 16;
    const int AsksEach = 20_000;

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Messages between pairs, so many of each under way at once; in millions per second.</summary>
    public static async Task<double> PingPongAsync()
    {
        await using var system = ActorSystem.Create("gates");
        var done = new CountdownEvent(Pairs);
        var all = new TaskCompletionSource();
        var clock = Stopwatch.StartNew();
        for (var pair = 0; pair < Pairs; pair++)
        {
            var pong = system.ActorOf(Props.Create(() => new Pong()));
            system.ActorOf(Props.Create(() => new Ping(pong, Window, Hits, () =>
            {
                if (done.Signal())
                    all.SetResult();
            })));
        }
        await all.Task.WaitAsync(Limit);
        return 2.0 * Pairs * Hits / clock.Elapsed.TotalMicroseconds;
    }

    /// <summary>A tree of 111,111 actors that are started, told one thing and stopped; in thousands per second.</summary>
    public static async Task<double> SpawnAsync()
    {
        await using var system = ActorSystem.Create("gates");
        var top = system.ActorOf(Props.Create(static () => new SkynetActor()));
        var clock = Stopwatch.StartNew();
        var actors = await top.Ask<int>(new SkynetActor.Grow(TreeLevels), Limit);
        return actors / clock.Elapsed.TotalMilliseconds;
    }

    /// <summary>Questions and answers; in thousands per second.</summary>
    public static async Task<double> AskAsync()
    {
        await using var system = ActorSystem.Create("gates");
        var echo = system.ActorOf(Micro.EchoActor.Recipe);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, AskTasks).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < AsksEach; i++)
                await echo.Ask<object>(echo, Limit);
        })));
        return AskTasks * AsksEach / clock.Elapsed.TotalMilliseconds;
    }

    sealed class Pong : ActorBase
    {
        protected internal override ValueTask OnReceive(object message)
        {
            Sender.Tell(message, Self);
            return default;
        }
    }

    sealed class Ping(IActorRef pong, int window, int hits, Action done) : ActorBase
    {
        static readonly object Ball = new();
        int _left = hits;

        protected internal override void PreStart()
        {
            for (var i = 0; i < window; i++)
                pong.Tell(Ball, Self);
        }

        protected internal override ValueTask OnReceive(object message)
        {
            if (--_left == 0)
                done();
            else if (_left > 0)
                pong.Tell(message, Self);
            return default;
        }
    }
}
