using System.Text.Json.Nodes;
using LuthienProxy.Activity.Redis;

namespace LuthienProxy.Activity.Tests.Redis;

public sealed class RedisActorSpec
{
    readonly PlayedRedis _redis = new();

    [Fact]
    public async Task What_happens_here_must_be_published_in_order_and_shown_here_once()
    {
        await using var rig = NewRig();
        await using var watcher = await Watcher.JoinAsync(rig.Activity, Filter("transaction.opened"));
        for (var i = 1; i <= 600; i++)
            rig.Activity.Publish(Some.Opened(i));
        await rig.AdvanceAsync(1);
        (await watcher.EventsAsync(600)).Select(Transaction).ShouldBe(Enumerable.Range(1, 600).Select(i => Some.Id(i).ToString()));
        Opened(_redis.Links[0]).ShouldBe(Enumerable.Range(1, 600).Select(i => Some.Id(i).ToString()));
        rig.Activity.Publish(Some.Opened(601));
        await rig.AdvanceAsync(1);
        Transaction(await watcher.EventAsync()).ShouldBe(Some.Id(601).ToString());
    }

    [Fact]
    [Trait("Spec", "002-44")]
    public async Task A_Redis_that_is_down_at_the_start_must_not_keep_local_subscribers_from_anything()
    {
        _redis.IsUp = false;
        await using var rig = NewRig();
        await using var watcher = await Watcher.JoinAsync(rig.Activity, Filter("transaction.opened"));
        rig.Activity.Redis!.IsUp.ShouldBeFalse();
        rig.Activity.Publish(Some.Opened());
        await rig.AdvanceAsync(1);
        (await watcher.EventAsync()).Event.ShouldBe("transaction.opened");
        _redis.IsUp = true;
        await rig.AdvanceAsync(5);
        rig.Activity.Redis!.IsUp.ShouldBeTrue();
        Opened(_redis.Links[0]).ShouldBe([Some.Id(1).ToString()]);
    }

    [Fact]
    [Trait("Spec", "002-38")]
    [Trait("Spec", "002-42")]
    public async Task Attempts_must_become_rarer_up_to_the_ceiling()
    {
        _redis.IsUp = false;
        await using var rig = NewRig();
        await rig.AdvanceAsync(0);
        List<int> attempts = [];
        for (var i = 0; i < 4; i++)
        {
            await rig.AdvanceAsync(30);
            attempts.Add(_redis.Attempts);
        }
        // At the ceiling of three seconds, between half of it and all of it apart.
        attempts.Zip(attempts.Skip(1), (before, after) => after - before).ShouldAllBe(more => more >= 10 && more <= 20);
        rig.Activity.Redis!.Attempts.ShouldBe(_redis.Attempts);
    }

    [Fact]
    [Trait("Spec", "002-38")]
    public async Task A_connection_that_stood_for_long_must_make_the_next_wait_a_short_one()
    {
        await using var rig = NewRig();
        await FlapAsync(rig, times: 6, standing: 1);
        rig.Activity.Redis!.Attempts.ShouldBe(6);
        await rig.AdvanceAsync(31);
        _redis.Links[^1].Break();
        await rig.AdvanceAsync(0);
        rig.Activity.Redis!.Attempts.ShouldBe(1);
        var before = _redis.Attempts;
        await rig.AdvanceAsync(0.25);
        _redis.Attempts.ShouldBe(before + 1);
    }

    [Fact]
    [Trait("Spec", "002-42")]
    public async Task After_the_last_attempt_that_is_allowed_it_must_be_given_up()
    {
        _redis.IsUp = false;
        await using var rig = NewRig(PlayedRedis.Options with { MaxAttempts = 3 });
        await rig.AdvanceAsync(600);
        _redis.Attempts.ShouldBe(3);
        await using var watcher = await Watcher.JoinAsync(rig.Activity, Filter("transaction.opened"));
        rig.Activity.Publish(Some.Opened());
        (await watcher.EventAsync()).Event.ShouldBe("transaction.opened");
    }

    [Fact]
    [Trait("Spec", "002-33")]
    public async Task What_was_not_confirmed_must_be_published_again_and_a_former_connection_be_closed()
    {
        await using var rig = NewRig();
        await rig.AdvanceAsync(1);
        _redis.Answers = false;
        rig.Activity.Publish(Some.Opened(1));
        await rig.AdvanceAsync(0.5);
        rig.Activity.Publish(Some.Opened(2));
        _redis.IsUp = false;
        await rig.AdvanceAsync(2);
        _redis.Links[0].IsClosed.ShouldBeTrue();
        (_redis.Answers, _redis.IsUp) = (true, true);
        await rig.AdvanceAsync(5);
        Opened(_redis.Links[^1]).ShouldBe([Some.Id(1).ToString(), Some.Id(2).ToString()]);
        _redis.Links.Count(link => !link.IsClosed).ShouldBe(1);
    }

    [Fact]
    [Trait("Spec", "002-44")]
    public async Task A_connection_on_which_nothing_comes_any_more_must_be_replaced()
    {
        await using var rig = NewRig();
        await rig.AdvanceAsync(1);
        _redis.Links[0].Echoes = false;
        await rig.AdvanceAsync(10);
        _redis.Links.Count.ShouldBeGreaterThan(1);
        _redis.Links[0].IsClosed.ShouldBeTrue();
        rig.Activity.Redis!.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task A_connection_that_breaks_before_it_stands_must_count_as_failed()
    {
        _redis.BreaksEarly = "The connection to Redis broke.";
        await using var rig = NewRig();
        await rig.AdvanceAsync(5);
        rig.Activity.Redis!.IsUp.ShouldBeFalse();
        _redis.Links.ShouldAllBe(link => link.IsClosed);
        _redis.BreaksEarly = null;
        await rig.AdvanceAsync(5);
        rig.Activity.Redis!.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task That_Redis_went_and_came_must_be_told_once_each()
    {
        await using var rig = NewRig();
        await rig.AdvanceAsync(1);
        await using var watcher = await Watcher.JoinAsync(rig.Activity);
        await watcher.BlockAsync();
        _redis.IsUp = false;
        _redis.Links[0].Break();
        await rig.AdvanceAsync(20);
        _redis.IsUp = true;
        await rig.AdvanceAsync(5);
        (await watcher.EventsAsync(2)).Select(block => $"{block.Event} {block.Json["dependency"]} {block.Json["state"]}")
            .ShouldBe(["dependency.state redis down", "dependency.state redis up"]);
    }

    [Fact]
    public async Task The_queue_for_Redis_must_be_bounded_and_what_it_lost_be_missed_by_others()
    {
        _redis.IsUp = false;
        await using var rig = NewRig(PlayedRedis.Options with { Queue = 10 });
        for (var i = 1; i <= 100; i++)
            rig.Activity.Publish(Some.Opened(i));
        await rig.Kit.IdleAsync();
        _redis.IsUp = true;
        await rig.AdvanceAsync(5);
        // Those that waited; that Redis is there again came behind them.
        _redis.Links[0].Events.Count.ShouldBeLessThanOrEqualTo(11);
        // The numbers tell others what they missed.
        _redis.Links[0].Events.Select(message => JsonNode.Parse(message)!["number"]!.GetValue<int>()).Min().ShouldBeGreaterThan(90);
    }

    [Fact]
    public async Task Events_of_other_nodes_must_be_shown_and_rubbish_in_the_channel_be_ignored()
    {
        await using var rig = NewRig();
        await rig.AdvanceAsync(1);
        await using var watcher = await Watcher.JoinAsync(rig.Activity, Filter("transaction.opened"));
        _redis.Links[0].Say("rubbish");
        _redis.Links[0].Say("""{"type":"transaction.opened","node":"two","epoch":"e","number":5,"transaction_id":"x"}""");
        _redis.Links[0].Say("""{"type":"transaction.opened","node":"two","epoch":"e","number":5,"transaction_id":"x"}""");
        _redis.Links[0].Say("""{"type":"transaction.opened","node":"two","epoch":"e","number":8,"transaction_id":"y"}""");
        await rig.AdvanceAsync(1);
        (await watcher.EventsAsync(3)).Select(block => block.Event).ShouldBe(["transaction.opened", "gap", "transaction.opened"]);
    }

    [Fact]
    public async Task The_last_words_must_reach_the_others()
    {
        await using var rig = NewRig();
        await rig.AdvanceAsync(1);
        rig.Activity.Publish(Some.Opened());
        await rig.Activity.StopAsync();
        Opened(_redis.Links[0]).ShouldBe([Some.Id(1).ToString()]);
    }

    async Task FlapAsync(Rig rig, int times, double standing)
    {
        for (var i = 0; i < times; i++)
        {
            await rig.AdvanceAsync(standing);
            _redis.Links[^1].Break();
            await rig.AdvanceAsync(3);
        }
    }

    Rig NewRig(RedisOptions? options = null) => new(activity => activity with { Redis = options ?? PlayedRedis.Options }, _redis);

    static LuthienProxy.Activity.Subscribers.ActivityFilter Filter(params string[] types) => new() { Types = types.ToHashSet() };

    static string Transaction(Block block) => block.Json["transaction_id"]!.GetValue<string>();

    static IEnumerable<string> Opened(PlayedRedis.PlayedLink link) =>
        link.Events.Select(message => JsonNode.Parse(message)!).Where(json => json["type"]!.GetValue<string>() == "transaction.opened").Select(json => json["transaction_id"]!.GetValue<string>());
}
