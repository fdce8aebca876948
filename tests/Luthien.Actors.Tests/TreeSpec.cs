namespace Luthien.Actors.Tests;

/// <summary>The tree of actors as somebody sees it who asks none of them.</summary>
public sealed class TreeSpec : TestKit.TestKit
{
    [Fact]
    public async Task It_must_hold_every_actor_below_the_guardians_with_its_counters()
    {
        var parent = await FamilyAsync("parent", "b", "a");
        Sys.Find("/user/parent/a")!.Tell("one");
        await IdleAsync();
        var tree = Sys.InspectTree();

        tree.Roots.Select(root => root.Actor.Path.Text).ShouldBe(["/system", "/user"]);
        tree.Count.ShouldBe(Below(tree).Count());
        tree.IsTruncated.ShouldBeFalse();
        var family = Sys.InspectTree("/user/parent").Roots.ShouldHaveSingleItem();
        (family.Actor.Path, family.Actor.Handled).ShouldBe((parent.Path, 2));
        family.Children.Select(child => (child.Actor.Path.Name, child.Actor.Handled)).ShouldBe([("a", 1), ("b", 0)]);
    }

    [Fact]
    public void Where_there_is_no_actor_it_must_be_empty()
    {
        var tree = Sys.InspectTree("/user/nobody");
        tree.Roots.ShouldBeEmpty();
        (tree.Count, tree.IsTruncated).ShouldBe((0, false));
    }

    [Fact]
    public async Task It_must_end_at_the_depth_that_was_asked_for_and_count_what_is_below()
    {
        await FamilyAsync("parent", "a", "b");
        var tree = Sys.InspectTree("/user/parent", depth: 1);
        var parent = tree.Roots.ShouldHaveSingleItem();
        parent.Children.ShouldBeEmpty();
        parent.Actor.Children.ShouldBe(2);
        (tree.Count, tree.IsTruncated).ShouldBe((3, true));
    }

    [Fact]
    public async Task A_family_of_thousands_must_not_hide_the_others()
    {
        const int Many = 5_000;
        const int Limit = 2_000;
        await FamilyAsync("huge", [.. Enumerable.Range(0, Many).Select(number => $"{number}")]);
        await FamilyAsync("small", "a", "b", "c");
        var all = Sys.InspectTree().Count;
        var tree = Sys.InspectTree(limit: Limit);

        (tree.Count, tree.IsTruncated).ShouldBe((all, true));
        Below(tree).Count().ShouldBe(Limit);
        Names(tree, "small").ShouldBe(["a", "b", "c"]);
        // What is not in the huge one: /system, /user, the two parents, the small ones, and what the kit itself runs.
        Names(tree, "huge").Count().ShouldBe(Limit - (all - Many));
    }

    [Fact]
    public async Task Of_a_family_that_does_not_fit_those_with_the_fullest_mailboxes_must_stay()
    {
        var release = new TaskCompletionSource();
        var parent = Sys.ActorOf(Some.Doer(), "parent");
        parent.Tell(new Some.Do(context => Spawn(context, Some.AsyncActor((_, _) => new ValueTask(release.Task)), [.. Enumerable.Range(100, 50).Select(number => $"{number}")])));
        await IdleAsync();
        Send("/user/parent/142", 3);
        Send("/user/parent/117", 9);
        await IdleAsync();

        var kept = Sys.InspectTree("/user/parent", limit: 4).Roots.Single().Children;
        release.SetResult();
        kept.Select(child => (child.Actor.Path.Name, child.Actor.State, child.Actor.MailboxDepth))
            .ShouldBe([("100", ActorState.Idle, 0), ("117", ActorState.Awaiting, 8), ("142", ActorState.Awaiting, 2)]);
    }

    [Fact]
    public async Task It_must_be_there_while_an_actor_is_stuck_in_its_handler_and_show_it()
    {
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var stuck = Sys.ActorOf(Some.Actor((_, _) => Stick(entered, release)), "stuck");
        stuck.Tell("first");
        await entered.Task;
        Send("/user/stuck", 4);

        var seen = Sys.InspectTree("/user").Roots.Single().Children.Single(child => child.Actor.Path == stuck.Path).Actor;
        release.Set();
        (seen.State, seen.Handled, seen.MailboxDepth, seen.CurrentMessage).ShouldBe((ActorState.Busy, 1, 4, typeof(string)));
    }

    [Fact]
    public async Task It_must_be_whole_while_actors_come_and_go()
    {
        using var over = new CancellationTokenSource();
        var coming = Task.Run(() => ComeAndGo(over.Token));
        var trees = Enumerable.Range(0, 2_000).Select(_ => Sys.InspectTree(limit: 50)).ToList();
        await over.CancelAsync();
        await coming;
        trees.ShouldAllBe(tree => tree.Roots.Count == 2 && Below(tree).Count() <= 50);
        trees.ShouldAllBe(tree => tree.IsTruncated == Below(tree).Count() < tree.Count);
    }

    void ComeAndGo(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
            Sys.ActorOf(Some.Quiet()).Tell(PoisonPill.Instance);
    }

    async Task<IActorRef> FamilyAsync(string name, params string[] children)
    {
        var parent = Sys.ActorOf(Some.Doer(), name);
        parent.Tell(new Some.Do(context => Spawn(context, Some.Quiet(), children)));
        parent.Tell(new Some.Do(_ => { }));
        await IdleAsync();
        return parent;
    }

    static void Spawn(IActorContext context, Props props, string[] names)
    {
        foreach (var name in names)
            context.ActorOf(props, name);
    }

    void Send(string path, int messages)
    {
        for (var i = 0; i < messages; i++)
            Sys.Find(path)!.Tell("more");
    }

    static void Stick(TaskCompletionSource entered, ManualResetEventSlim release)
    {
        entered.TrySetResult();
        release.Wait();
    }

    static IEnumerable<string> Names(ActorTree tree, string parent) =>
        tree.Roots[1].Children.Single(child => child.Actor.Path.Name == parent).Children.Select(child => child.Actor.Path.Name);

    static IEnumerable<ActorNode> Below(ActorTree tree) => tree.Roots.SelectMany(Below);

    static IEnumerable<ActorNode> Below(ActorNode node) => node.Children.SelectMany(Below).Prepend(node);
}
