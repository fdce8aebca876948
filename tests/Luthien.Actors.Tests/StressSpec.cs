namespace Luthien.Actors.Tests;

/// <summary>Real threads against the lock-free parts, for a second or two each.</summary>
[Collection(nameof(Alone))]
public sealed class StressSpec
{
    const int Senders = 8;
    const int Messages = 100_000;

    [Theory, Trait("Spec", "K1"), Trait("Spec", "K6"), Trait("Spec", "K51")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_message_of_every_sender_must_be_handled_once_and_in_order(bool bounded)
    {
        await using var system = ActorSystem.Create("stress");
        var done = new TaskCompletionSource();
        var receiver = new Tally(Senders, Messages, done);
        var props = Props.Create(() => receiver);
        var actor = system.ActorOf(bounded ? props.WithBoundedMailbox(1000, MailboxOverflow.Await) : props);

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            var spin = new Random(sender);
            for (var number = 0; number < Messages; number++)
            {
                await actor.TellAsync((sender, number));
                Thread.SpinWait(spin.Next(5));
            }
        })));
        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));

        receiver.Inversions.ShouldBe(0);
        receiver.Overlaps.ShouldBe(0);
        receiver.Handled.ShouldBe(Senders * Messages);
    }

    [Fact, Trait("Spec", "K51"), Trait("Spec", "K47")]
    public async Task No_wake_up_must_be_lost_between_asynchronous_handlers_and_senders()
    {
        await using var system = ActorSystem.Create("stress");
        var actor = system.ActorOf(Some.AsyncActor(async (context, message) =>
        {
            await Task.Yield();
            context.Sender.Tell(message);
        }));

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            var sum = 0;
            for (var i = 0; i < 5_000; i++)
                sum += await actor.Ask<int>(1, TimeSpan.FromSeconds(30));
            return sum;
        })));

        answers.Sum().ShouldBe(16 * 5_000);
    }

    [Fact, Trait("Spec", "K28"), Trait("Spec", "TR1")]
    public async Task A_watch_that_races_with_the_end_must_always_be_answered()
    {
        await using var system = ActorSystem.Create("stress");
        var terminated = 0;
        const int Rounds = 50_000;
        var done = new TaskCompletionSource();
        var watcher = system.ActorOf(Some.Actor((context, message) =>
        {
            if (message is IActorRef victim)
                context.Watch(victim);
            else if (++terminated == Rounds)
                done.SetResult();
        }));

        foreach (var _ in Enumerable.Range(0, Rounds))
        {
            var victim = system.ActorOf(Some.Quiet());
            watcher.Tell(victim);
            system.Stop(victim);
        }

        await done.Task.WaitAsync(TimeSpan.FromSeconds(30));
        terminated.ShouldBe(Rounds);
    }

    [Fact, Trait("Spec", "K3"), Trait("Spec", "K4")]
    public async Task Messages_that_race_with_the_end_must_be_handled_or_be_dead_letters()
    {
        await using var system = ActorSystem.Create("stress");
        var handled = 0;
        const int Rounds = 5_000;
        const int Each = 20;
        var ends = new List<Task>();
        for (var round = 0; round < Rounds; round++)
        {
            var victim = system.ActorOf(Some.Actor((_, _) => Interlocked.Increment(ref handled)));
            var sender = Task.Run(() =>
            {
                for (var i = 0; i < Each; i++)
                    victim.Tell(i);
            });
            system.Stop(victim);
            ends.Add(sender);
            ends.Add(victim.GracefulStop(TimeSpan.FromSeconds(30)));
        }

        await Task.WhenAll(ends);

        (handled + system.DeadLetterCounts.Sum(count => count.Count)).ShouldBe(Rounds * Each);
    }

    [Fact, Trait("Spec", "K44")]
    public async Task Timers_that_race_with_their_cancellation_must_leave_the_wheel_whole()
    {
        using var wheel = new DeadlineWheel(TimeProvider.System, TimeSpan.FromMilliseconds(1));
        var ended = 0;
        const int Entries = 20_000;

        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(() =>
        {
            var random = new Random(worker);
            for (var i = 0; i < Entries; i++)
            {
                var entry = new Counted(() => Interlocked.Increment(ref ended));
                wheel.Add(entry, TimeSpan.FromMilliseconds(random.Next(50)));
                if (random.Next(2) == 0 && DeadlineWheel.Cancel(entry))
                    Interlocked.Increment(ref ended);
            }
        })));
        var last = new TaskCompletionSource();
        wheel.Add(new Counted(() => last.SetResult()), TimeSpan.FromMilliseconds(600));
        await last.Task.WaitAsync(TimeSpan.FromSeconds(30));

        ended.ShouldBe(4 * Entries);
    }

    sealed class Counted(Action fire) : WheelEntry
    {
        internal override void Fire() => fire();
    }

    /// <summary>Its fields are plain on purpose: what one handler wrote the next must see (K6).</summary>
    sealed class Tally(int senders, int messages, TaskCompletionSource done) : ActorBase
    {
        readonly int[] _next = new int[senders];
        int _running;

        internal int Handled { get; private set; }

        internal int Inversions { get; private set; }

        internal int Overlaps { get; private set; }

        protected internal override ValueTask OnReceive(object message)
        {
            var (sender, number) = ((int, int))message;
            Overlaps += Interlocked.Increment(ref _running) == 1 ? 0 : 1;
            Inversions += _next[sender]++ == number ? 0 : 1;
            Interlocked.Decrement(ref _running);
            if (++Handled == senders * messages)
                done.SetResult();
            return default;
        }
    }
}
