namespace Luthien.Actors.Tests;

public sealed class SystemSpec : TestKit.TestKit
{
    [Theory, Trait("Spec", "K55")]
    [InlineData("tx-01JD7Q2M8K")]
    [InlineData("-_.*$+:@&=,!~';()")]
    public void A_name_of_allowed_characters_must_be_accepted(string name)
    {
        var actor = Sys.ActorOf(Some.Quiet(), name);
        actor.Path.Text.ShouldBe($"/user/{name}");
        actor.Path.Name.ShouldBe(name);
    }

    [Theory, Trait("Spec", "K55")]
    [InlineData("")]
    [InlineData("$a")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("ä")]
    public void A_name_that_is_empty_reserved_or_illegal_must_be_refused(string name) =>
        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Some.Quiet(), name));

    [Fact, Trait("Spec", "K55")]
    public void Names_must_be_unique_below_a_parent_and_generated_ones_begin_with_a_dollar()
    {
        Sys.ActorOf(Some.Quiet(), "a");
        Should.Throw<InvalidActorNameException>(() => Sys.ActorOf(Some.Quiet(), "a"));
        var generated = Enumerable.Range(0, 1000).Select(_ => Sys.ActorOf(Some.Quiet()).Path.Name).ToList();
        generated.Distinct().Count().ShouldBe(1000);
        generated.ShouldAllBe(name => name.StartsWith('$'));
    }

    [Fact, Trait("Spec", "K56"), Trait("Spec", "K19")]
    public async Task Refs_must_be_equal_exactly_when_they_are_the_same_incarnation()
    {
        var first = Sys.ActorOf(Some.Quiet(), "a");
        Sys.Find("/user/a").ShouldBe(first);
        await first.GracefulStop(Some.Second);
        await IdleAsync();
        var second = Sys.ActorOf(Some.Quiet(), "a");

        second.ShouldNotBe(first);
        second.Path.Text.ShouldBe(first.Path.Text);
        second.Path.ShouldNotBe(first.Path);
    }

    [Fact, Trait("Spec", "K56")]
    public async Task Nobody_and_dead_letters_must_exist_and_Identify_be_answered()
    {
        var probe = CreateTestProbe();
        var actor = Sys.ActorOf(Some.Quiet());

        ActorRefs.Nobody.Tell("swallowed");
        Sys.DeadLetterOffice.Tell("lost", probe.Ref);
        probe.Send(actor, new Identify(7));

        await probe.ExpectMsgAsync(new ActorIdentity(7, actor));
        Events.Of<DeadLetter>().ShouldBe([new DeadLetter("lost", probe.Ref, Sys.DeadLetterOffice)]);
        ActorRefs.Nobody.IsNobody().ShouldBeTrue();
        actor.IsNobody().ShouldBeFalse();
    }

    [Fact, Trait("Spec", "K59")]
    public async Task A_terminated_system_must_refuse_new_actors_and_stay_terminated()
    {
        await Sys.Terminate();
        await Sys.Terminate();

        Should.Throw<InvalidOperationException>(() => Sys.ActorOf(Some.Quiet()));
        Sys.WhenTerminated.IsCompletedSuccessfully.ShouldBeTrue();
    }

    [Fact, Trait("Spec", "K60")]
    public async Task Two_systems_must_share_nothing()
    {
        await using var other = new TestKit.TestKit();
        var here = Sys.ActorOf(Some.Quiet(), "a");
        var there = other.Sys.ActorOf(Some.Quiet(), "a");

        here.ShouldNotBe(there);
        Should.Throw<ArgumentException>(() => Sys.Stop(there));
        await Sys.Terminate();
        (await other.Sys.ActorOf(Some.Echo()).Ask<string>("alive")).ShouldBe("alive");
    }

    [Fact]
    public async Task Snapshots_must_show_the_tree_without_asking_anyone()
    {
        var parent = Sys.ActorOf(Some.Doer(), "parent");
        parent.Tell(new Some.Do(context =>
        {
            context.ActorOf(Some.Quiet(), "b");
            context.ActorOf(Some.Quiet(), "a");
        }));
        await IdleAsync();

        Sys.InspectChildren("/").Select(actor => actor.Path.Text).ShouldBe(["/system", "/user"]);
        Sys.InspectChildren("/user/parent").Select(actor => actor.Path.Name).ShouldBe(["a", "b"]);
        Sys.InspectChildren("/user/parent", limit: 1).ShouldHaveSingleItem();
        Sys.InspectChildren("/user/nobody").ShouldBeEmpty();
        var snapshot = Sys.Inspect("/user/parent")!;
        (snapshot.State, snapshot.Children, snapshot.Handled, snapshot.Restarts).ShouldBe((ActorState.Idle, 2, 1, 0));
        Sys.Inspect("/user/nobody").ShouldBeNull();
    }
}
