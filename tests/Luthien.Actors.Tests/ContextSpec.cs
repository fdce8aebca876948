namespace Luthien.Actors.Tests;

/// <summary>On the dispatcher that production uses: handlers see nothing of the thread that sent their message.</summary>
public sealed class ContextSpec
{
    static readonly AsyncLocal<string?> Ambient = new();

    [Fact, Trait("Spec", "K54")]
    public async Task A_handler_must_not_see_the_execution_context_of_the_sender_nor_of_the_parent()
    {
        await using var system = ActorSystem.Create("context");
        Ambient.Value = "the sender's";
        var actor = system.ActorOf(Some.AsyncActor(Seen));

        var seen = await actor.Ask<Surroundings>("look", Patience);

        seen.ShouldBe(new Surroundings(Before: (null, false), After: (null, false)));
        Ambient.Value.ShouldBe("the sender's");
    }

    [Fact, Trait("Spec", "K54")]
    public async Task A_handler_must_not_run_in_the_synchronization_context_of_the_sender()
    {
        await using var system = ActorSystem.Create("context");
        var outer = new Counting();

        var seen = await outer.Within(() => system.ActorOf(Some.AsyncActor(Seen)).Ask<Surroundings>("look", Patience));

        seen.ShouldBe(new Surroundings(Before: (null, false), After: (null, false)));
        outer.Posts.ShouldBe(0);
    }

    static TimeSpan Patience => TimeSpan.FromMinutes(1);

    static (string?, bool) Here => (Ambient.Value, SynchronizationContext.Current is not null);

    /// <summary>Looks round before and after an await, and answers.</summary>
    static async ValueTask Seen(IActorContext context, object message)
    {
        var (asker, before) = (context.Sender, Here);
        await Task.Yield();
        asker.Tell(new Surroundings(before, Here));
    }

    sealed record Surroundings((string? Ambient, bool Synchronized) Before, (string? Ambient, bool Synchronized) After);

    /// <summary>Counts what is sent through it.</summary>
    sealed class Counting : SynchronizationContext
    {
        int _posts;

        internal int Posts => Volatile.Read(ref _posts);

        public override void Post(SendOrPostCallback d, object? state)
        {
            Interlocked.Increment(ref _posts);
            base.Post(d, state);
        }

        internal T Within<T>(Func<T> work)
        {
            var before = Current;
            SetSynchronizationContext(this);
            try
            {
                return work();
            }
            finally
            {
                SetSynchronizationContext(before);
            }
        }
    }
}
