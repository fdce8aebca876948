using LuthienProxy.Activity.Publishing;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Publishing;

public sealed class IntakeSpec
{
    [Fact]
    public void A_full_one_must_drop_the_oldest_and_count_them_once()
    {
        var intake = new Intake<string>(2);
        foreach (var text in new[] { "a", "b", "c", "d", "e" })
            intake.Add(text);
        intake.TryTake(out var first, out var dropped).ShouldBeTrue();
        (first, dropped).ShouldBe(("d", 3));
        intake.TryTake(out var second, out dropped).ShouldBeTrue();
        (second, dropped).ShouldBe(("e", 0));
        intake.TryTake(out _, out dropped).ShouldBeFalse();
        dropped.ShouldBe(0);
    }

    [Fact]
    public async Task Its_reader_must_be_told_once_for_all_that_waits()
    {
        await using var rig = new Rig();
        var told = rig.Kit.CreateTestProbe();
        var intake = new Intake<string>(8) { Reader = told.Ref };
        intake.Add("a");
        intake.Add("b");
        await told.ExpectMsgAsync<Publisher.Arrived>();
        while (intake.TryTake(out _, out _))
        {
        }
        intake.Add("c");
        await told.ExpectMsgAsync<Publisher.Arrived>();
        await told.ExpectNoMsgAsync(TimeSpan.FromSeconds(1));
    }

    [Fact]
    [Trait("Spec", "000-58")]
    public async Task A_flood_at_other_nodes_must_push_nothing_out_that_happens_here()
    {
        const int own = 12;
        var redis = new PlayedRedis();
        await using var rig = new Rig(options => options with { Mailbox = 16, Redis = PlayedRedis.Options }, redis);
        await rig.AdvanceAsync(1);
        await using var watcher = await Watcher.JoinAsync(rig.Activity, new ActivityFilter { Types = new HashSet<string> { "transaction.opened" } });
        await watcher.BlockAsync();
        using var held = new HeldCall();
        rig.Activity.Publish(Some.Opened(Some.Call(gauge: held)));
        await held.Entered;
        for (var i = 1; i <= 1000; i++)
            redis.Links[0].Say($$"""{"type":"transaction.opened","node":"two","epoch":"e","number":{{i}}}""");
        for (var i = 2; i <= own; i++)
            rig.Activity.Publish(Some.Opened(i));
        held.Release();
        await rig.AdvanceAsync(2);
        var events = await watcher.EventsUntilAsync(block => block.Json["transaction_id"]?.GetValue<string>() == Some.Id(own).ToString());
        events.ShouldAllBe(block => block.Event != "gap" || block.Json["node"]!.GetValue<string>() == "two");
        events.Where(block => block.Json["node"]!.GetValue<string>() == "one").Select(block => block.Json["transaction_id"]!.GetValue<string>())
            .ShouldBe(Enumerable.Range(1, own).Select(i => Some.Id(i).ToString()));
    }
}
