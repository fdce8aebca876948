namespace Luthien.Actors.Tests;

public sealed class BehaviourSpec : TestKit.TestKit
{
    readonly List<string> _log = [];

    async Task<IReadOnlyList<string>> Tell(params object[] messages)
    {
        var actor = Sys.ActorOf(Props.Create(() => new Switching(_log)).WithStashCapacity(2));
        foreach (var message in messages)
            actor.Tell(message);
        await IdleAsync();
        return _log;
    }

    [Fact, Trait("Spec", "K45")]
    public async Task Become_must_replace_the_behaviour_from_the_next_message_on() =>
        (await Tell("a", "become", "a")).ShouldBe(["first a", "first still", "second a"]);

    [Fact, Trait("Spec", "K45")]
    public async Task A_stacked_behaviour_must_give_way_to_the_one_beneath() =>
        (await Tell("push", "a", "pop", "a", "pop", "a")).ShouldBe(["second a", "first a", "first a"]);

    [Fact, Trait("Spec", "K45")]
    public async Task A_restart_must_reset_the_behaviour() =>
        (await Tell("become", new InvalidOperationException("x"), "a")).ShouldBe(["first still", "first a"]);

    [Fact]
    public async Task The_first_handler_that_fits_must_take_the_message() =>
        (await Tell(7, 8, 9.5)).ShouldBe(["lucky 7", "int 8", "any 9.5"]);

    [Fact, Trait("Spec", "K11"), Trait("Spec", "K46")]
    public async Task Stashed_messages_must_come_back_before_what_is_queued_in_their_order() =>
        (await Tell("stash 1", "stash 2", "become", "unstash", "queued")).ShouldBe(["first still", "second stash 1", "second stash 2", "second queued"]);

    [Fact, Trait("Spec", "K46")]
    public async Task Stashing_a_message_twice_or_beyond_the_capacity_must_throw() =>
        (await Tell("stash twice", "stash 2", "stash 3")).ShouldBe([nameof(InvalidOperationException), nameof(StashOverflowException)]);

    [Fact, Trait("Spec", "K15"), Trait("Spec", "K17")]
    public async Task A_restart_must_put_the_stash_back_to_the_front_of_the_mailbox_even_if_PreRestart_throws()
    {
        var instances = 0;
        var actor = Sys.ActorOf(Props.Create(() => new StashesAtFirst(_log, ++instances)));
        foreach (var message in new object[] { "a", "b", new InvalidOperationException("x"), "c" })
            actor.Tell(message);
        await IdleAsync();

        _log.ShouldBe(["a", "b", "c"]);
    }

    [Fact, Trait("Spec", "K46")]
    public async Task A_stash_must_keep_senders()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Actor((context, message) =>
        {
            if (message is "open")
                context.Stash.UnstashAll();
            else if (context.Stash.Count == 0 && message is "first")
                context.Stash.Stash();
            else
                context.Sender.Tell($"re {message}");
        }));

        probe.Send(actor, "first");
        actor.Tell("open", CreateTestProbe().Ref);
        await IdleAsync();

        Sys.Inspect(actor.Path.Text)!.Stashed.ShouldBe(1);
    }

    [Fact, Trait("Spec", "K33")]
    public async Task What_no_handler_takes_must_be_published_as_unhandled()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Props.Create(() => new Deaf()));

        probe.Send(actor, "hello?");
        await IdleAsync();

        Events.Of<UnhandledMessage>().ShouldBe([new UnhandledMessage("hello?", probe.Ref, actor)]);
    }

    sealed class Deaf : ReceiveActor;

    sealed class StashesAtFirst : ReceiveActor
    {
        internal StashesAtFirst(List<string> log, int instance)
        {
            Receive<Exception>(failure => throw failure);
            Receive<string>(_ => instance == 1, _ => Context.Stash.Stash());
            Receive<string>(log.Add);
        }

        protected internal override void PreRestart(Exception cause, object? message) => throw cause;
    }

    sealed class Switching : ReceiveActor
    {
        readonly List<string> _log;

        internal Switching(List<string> log)
        {
            _log = log;
            Receive<int>(number => number == 7, number => _log.Add($"lucky {number}"));
            Receive<int>(number => _log.Add($"int {number}"));
            Receive<Exception>(failure => throw failure);
            Receive<string>(First);
            ReceiveAny(message => _log.Add($"any {message}"));
        }

        protected internal override void PreRestart(Exception cause, object? message) => throw cause;

        void First(string message)
        {
            switch (message)
            {
                case "become":
                    Become(Second);
                    _log.Add("first still");
                    break;
                case "push":
                    BecomeStacked(Second);
                    break;
                case "pop":
                    UnbecomeStacked();
                    break;
                case "stash twice":
                    Context.Stash.Stash();
                    _log.Add(Record.Exception(Context.Stash.Stash)!.GetType().Name);
                    break;
                case "stash 3":
                    _log.Add(Record.Exception(Context.Stash.Stash)!.GetType().Name);
                    break;
                case "stash 1" or "stash 2":
                    Context.Stash.Stash();
                    break;
                default:
                    _log.Add($"first {message}");
                    break;
            }
        }

        void Second()
        {
            Receive<Exception>(failure => throw failure);
            Receive<string>(message => message == "pop", _ => UnbecomeStacked());
            Receive<string>(message => message == "unstash", _ => Context.Stash.UnstashAll());
            Receive<string>(message => _log.Add($"second {message}"));
        }
    }
}
