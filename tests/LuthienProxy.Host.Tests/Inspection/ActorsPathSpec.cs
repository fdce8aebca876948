using System.Net;
using System.Text.Json;
using Luthien.Actors;
using LuthienProxy.Host.Inspection;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/actors</c>: the tree of the running gateway, whatever its actors are at.</summary>
public sealed class ActorsPathSpec : GatewaySpec
{
    const string Path = "/api/system/actors";

    [Fact]
    public async Task The_tree_must_hold_the_gateways_actors_with_their_counters()
    {
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable);
        using var answer = await gateway.AskAsync(SimulatorApi.Messages);
        var tree = await gateway.ReadAsync(Path);

        tree.EnumerateObject().Select(member => member.Name).ShouldBe(["node", "count", "is_truncated", "root"]);
        (tree.GetProperty("node").GetString(), tree.GetProperty("is_truncated").GetBoolean()).ShouldBe(("me", false));
        var actors = All(tree.GetProperty("root")).ToList();
        // The root stands for the system and is no actor.
        actors.Count.ShouldBe(tree.GetProperty("count").GetInt32() + 1);
        actors.ShouldAllBe(actor => actor.EnumerateObject().Select(member => member.Name).SequenceEqual(new[] { "name", "type", "state", "mailbox", "mailbox_peak", "handled", "dropped", "restarts", "failure", "age_ms", "awaited_ms", "awaiting_ms", "p99_ms", "message", "call", "child_count", "children" }));
        Named(tree, "system", "journal", "writer-0").GetProperty("handled").GetInt64().ShouldBeGreaterThan(0);
        var transactions = Named(tree, "user", "gateway", "transactions");
        (transactions.GetProperty("type").GetString(), transactions.GetProperty("restarts").GetInt32(), transactions.GetProperty("mailbox").GetInt32()).ShouldBe(("TransactionsActor", 0, 0));
    }

    [Fact]
    public async Task It_must_answer_while_an_actor_is_stuck_and_show_what_waits_for_it()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var release = new ManualResetEventSlim();
        var entered = new TaskCompletionSource();
        var stuck = System(gateway).ActorOf(Props.Create(() => new Stuck(entered, release)), "stuck");
        foreach (var message in Enumerable.Range(0, 4))
            stuck.Tell(message);
        await entered.Task;

        var tree = await gateway.ReadAsync(Path);
        release.Set();
        var seen = Named(tree, "user", "stuck");
        seen.GetProperty("message").GetString().ShouldBe("Int32");
        (seen.GetProperty("state").GetString(), seen.GetProperty("mailbox").GetInt32(), seen.GetProperty("mailbox_peak").GetInt32(), seen.GetProperty("handled").GetInt64()).ShouldBe(("busy", 3, 4, 1));
    }

    [Fact]
    public async Task Thousands_of_actors_must_be_counted_and_a_part_of_them_shown_beside_all_others()
    {
        const int Many = 5_000;
        var gateway = await StartAsync("", AdminAsking.Variable);
        var few = (await gateway.ReadAsync(Path)).GetProperty("count").GetInt32();
        var settled = new TaskCompletionSource();
        System(gateway).ActorOf(Props.Create(() => new Crowd(Many, settled)), "crowd");
        await settled.Task;

        var tree = await gateway.ReadAsync(Path);
        (tree.GetProperty("count").GetInt32(), tree.GetProperty("is_truncated").GetBoolean()).ShouldBe((few + Many + 1, true));
        All(tree.GetProperty("root")).Count().ShouldBe(ActorTreeView.Usual + 1);
        Named(tree, "system", "journal", "writer-0").GetProperty("name").GetString().ShouldBe("writer-0");
        Named(tree, "user", "crowd").GetProperty("children").GetArrayLength().ShouldBe(ActorTreeView.Usual - few - 1);
        Named(tree, "user", "crowd").GetProperty("child_count").GetInt32().ShouldBe(Many);
        var all = await gateway.ReadAsync($"{Path}?path=/user/crowd&limit={ActorTreeView.Most}");
        (all.GetProperty("count").GetInt32(), all.GetProperty("is_truncated").GetBoolean(), all.GetProperty("root").GetProperty("children").GetArrayLength()).ShouldBe((Many + 1, false, Many));
    }

    [Fact]
    public async Task A_part_of_the_tree_must_begin_where_it_was_asked_for_and_end_at_its_depth()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);

        var part = (await gateway.ReadAsync($"{Path}?path=/user/gateway&depth=1")).GetProperty("root");
        (part.GetProperty("name").GetString(), part.GetProperty("children").GetArrayLength()).ShouldBe(("gateway", 0));
        part.GetProperty("child_count").GetInt32().ShouldBeGreaterThan(0);
        part.GetProperty("age_ms").GetDouble().ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("path=/user/absent", HttpStatusCode.NotFound, "not-found")]
    [InlineData("path=", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("depth=0", HttpStatusCode.BadRequest, "invalid-parameter")]
    [InlineData("limit=20001", HttpStatusCode.BadRequest, "invalid-parameter")]
    public async Task What_is_not_there_or_out_of_bounds_must_be_refused(string query, HttpStatusCode status, string problem)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);

        using var response = await gateway.AdminAsync($"{Path}?{query}");
        await response.ProblemAsync(status, problem);
    }

    static ActorSystem System(TestGateway gateway) => gateway.App.Services.GetRequiredService<ActorSystem>();

    static JsonElement Named(JsonElement tree, params string[] path) => path.Aggregate(
        tree.GetProperty("root"), (actor, name) => actor.GetProperty("children").EnumerateArray().Single(child => child.GetProperty("name").GetString() == name));

    static IEnumerable<JsonElement> All(JsonElement actor) => actor.GetProperty("children").EnumerateArray().SelectMany(All).Prepend(actor);

    sealed class Stuck(TaskCompletionSource entered, ManualResetEventSlim release) : ActorBase
    {
        protected override ValueTask OnReceive(object message)
        {
            entered.TrySetResult();
            release.Wait();
            return default;
        }
    }

    sealed class Crowd(int count, TaskCompletionSource settled) : ActorBase
    {
        protected override void PreStart()
        {
            for (var i = 0; i < count; i++)
                Context.ActorOf(Props.Create(() => new Idler()));
            settled.SetResult();
        }

        protected override ValueTask OnReceive(object message) => default;
    }

    sealed class Idler : ActorBase
    {
        protected override ValueTask OnReceive(object message) => default;
    }
}
