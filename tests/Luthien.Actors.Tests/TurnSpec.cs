using Luthien.TestKit;

namespace Luthien.Actors.Tests;

/// <summary>Turns, counted one by one: nothing here depends on how fast anything runs.</summary>
public sealed class TurnSpec
{
    readonly OneWorker _worker = new();
    readonly ManualTime _time = new();
    int _handled;

    [Theory, Trait("Spec", "K50")]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(64)]
    public void A_turn_must_handle_exactly_its_share_and_then_go_to_the_global_tail(int throughput)
    {
        var actor = Create(throughput).ActorOf(Some.Actor((_, _) => _handled++));
        foreach (var number in Enumerable.Range(0, 3 * throughput))
            actor.Tell(number);

        TurnsOf(3).ShouldBe([(throughput, 1), (2 * throughput, 2), (3 * throughput, 3)]);
    }

    [Theory, Trait("Spec", "K50")]
    [InlineData(0, 64)]
    [InlineData(7, 64)]
    [InlineData(10, 56)]
    [InlineData(50, 16)]
    [InlineData(500, 8)]
    public void A_turn_that_outlasts_its_time_must_end_at_the_next_look_at_the_clock(int microsecondsEach, int messagesPerTurn)
    {
        var actor = Create(throughput: 64).ActorOf(Some.Actor((_, _) =>
        {
            _handled++;
            _time.Advance(TimeSpan.FromMicroseconds(microsecondsEach));
        }));
        foreach (var number in Enumerable.Range(0, 1000))
            actor.Tell(number);

        TurnsOf(3).ShouldBe([(messagesPerTurn, 1), (2 * messagesPerTurn, 2), (3 * messagesPerTurn, 3)]);
    }

    [Fact, Trait("Spec", "K52")]
    public void Ten_thousand_ready_actors_must_each_have_a_turn_before_a_flooding_one_has_its_second()
    {
        const int Ready = 10_000;
        var waits = new List<int>();
        var system = Create(throughput: 64);
        var others = Enumerable.Range(0, Ready).Select(_ => system.ActorOf(Some.Actor((_, _) => waits.Add(_handled)))).ToArray();
        var flooder = system.ActorOf(Flooder());
        _worker.Run();
        Flood(flooder);
        Array.ForEach(others, other => other.Tell("ready"));

        _worker.Run(turns: 1 + Ready);

        waits.ShouldBe(Enumerable.Repeat(64, Ready));
    }

    [Fact, Trait("Spec", "K52")]
    public void What_a_flooding_actor_tells_others_must_be_handled_before_its_own_next_turn()
    {
        var waits = new List<int>();
        var system = Create(throughput: 64);
        var other = system.ActorOf(Some.Actor((_, sent) => waits.Add(_handled - (int)sent)));
        var flooder = system.ActorOf(Flooder(tellEach: other));
        _worker.Run();
        Flood(flooder);

        _worker.Run(turns: 20);

        waits.Count.ShouldBe(640);
        waits.Max().ShouldBeLessThan(64);
    }

    ActorSystem Create(int throughput) =>
        ActorSystem.Create("turns", new ActorSystemOptions { Dispatcher = _worker, Time = _time, Throughput = throughput });

    /// <summary>Never runs out of messages: each one it handles it sends itself again.</summary>
    Props Flooder(IActorRef? tellEach = null) => Some.Actor((context, message) =>
    {
        _handled++;
        context.Self.Tell(message);
        tellEach?.Tell(_handled);
    });

    static void Flood(IActorRef flooder)
    {
        for (var i = 0; i < 1000; i++)
            flooder.Tell("more");
    }

    /// <summary>Runs turn after turn: what was handled, and how often a turn was given up, after each.</summary>
    List<(int Handled, int Requeued)> TurnsOf(int count)
    {
        const int Guardians = 2;
        _worker.Run(Guardians);
        var after = new List<(int, int)>();
        for (var i = 0; i < count; i++)
        {
            _worker.Run(turns: 1);
            after.Add((_handled, _worker.Requeued));
        }

        return after;
    }
}
