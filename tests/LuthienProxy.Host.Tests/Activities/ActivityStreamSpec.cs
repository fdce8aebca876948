using System.Net;
using System.Text.Json.Nodes;
using LuthienProxy.Activity;
using LuthienProxy.Host.Tests.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Activities;

/// <summary><c>GET /activity/stream</c> as pages use it.</summary>
public sealed class ActivityStreamSpec : GatewaySpec
{
    [Fact]
    [Trait("Spec", "000-07e")]
    public async Task A_call_must_be_seen_from_its_beginning_to_its_end()
    {
        var gateway = await StartAsync();
        using var watcher = await ActivityWatcher.JoinAsync(gateway);
        Upstream.Answers.Then(ScriptedAnswer.Says("hello"));
        using var answer = await gateway.AskAsync(SimulatorApi.Messages);
        var id = answer.Headers.GetValues("X-Luthien-Transaction-Id").Single();

        var events = await watcher.EventsUntilAsync("transaction.completed");

        events.Select(ActivityWatcher.TypeOf).ShouldBe(["transaction.opened", "transaction.state", "transaction.state", "transaction.first_byte", "transaction.completed"]);
        events.ShouldAllBe(happened => happened["transaction_id"]!.GetValue<string>() == id);
        var ended = events[^1];
        ended["status"]!.GetValue<int>().ShouldBe(200);
        ended["tokens"]!["output"]!.GetValue<int>().ShouldBeGreaterThan(0);
    }

    [Fact]
    [Trait("Spec", "002-43")]
    public async Task Its_head_must_keep_caches_and_proxies_from_holding_it_back()
    {
        var gateway = await StartAsync();
        using var watcher = await ActivityWatcher.JoinAsync(gateway);
        watcher.Response.Content.Headers.ContentType!.ToString().ShouldBe("text/event-stream");
        watcher.Response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        watcher.Response.Headers.GetValues("X-Accel-Buffering").ShouldBe(["no"]);
        watcher.LastId.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer wrong")]
    [Trait("Spec", "000-07e")]
    [Trait("Spec", "X-11")]
    public async Task Whoever_has_no_admin_key_must_see_nothing(string? authorization)
    {
        var gateway = await StartAsync();
        await (await gateway.AdminAsync("/activity/stream", authorization: authorization)).ProblemAsync(HttpStatusCode.Unauthorized, "unauthorized");
        Stream(gateway).IsWatched.ShouldBeFalse();
    }

    [Theory]
    [InlineData("?transactionId=1", "unknown-parameter")]
    [InlineData("?transaction_id=1", "invalid-parameter")]
    [InlineData("?session_id=%00", "invalid-parameter")]
    [InlineData("?model=", "invalid-parameter")]
    [InlineData("?type=transaction.opened,nothing", "invalid-parameter")]
    [InlineData("?type=", "invalid-parameter")]
    [InlineData("?status=open", "invalid-parameter")]
    [InlineData("?status=failed,blocked", "invalid-parameter")]
    [InlineData("?node=a&node=b", "invalid-parameter")]
    public async Task A_filter_that_is_none_must_be_refused(string query, string problem)
    {
        var gateway = await StartAsync();
        await (await ActivityWatcher.AskAsync(gateway, query)).ProblemAsync(HttpStatusCode.BadRequest, problem);
        Stream(gateway).Subscribers.ShouldBe(0);
    }

    [Fact]
    public async Task No_other_method_may_be_used()
    {
        var gateway = await StartAsync();
        await (await gateway.AdminAsync("/activity/stream", HttpMethod.Post)).ProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task A_filter_must_be_applied_at_the_server()
    {
        var gateway = await StartAsync();
        using var watcher = await ActivityWatcher.JoinAsync(gateway, "?type=transaction.opened,transaction.completed&model=mine");
        foreach (var model in new[] { "other", "mine", "other", "mine" })
            (await gateway.AskAsync(SimulatorApi.ChatCompletions, Asking.Body(SimulatorApi.ChatCompletions, model: model))).Dispose();
        for (var i = 0; i < 2; i++)
        {
            (await watcher.EventsUntilAsync("transaction.completed")).Select(ActivityWatcher.TypeOf).ShouldBe(["transaction.opened", "transaction.completed"]);
        }
    }

    [Fact]
    public async Task A_change_of_policies_must_be_told_with_who_made_it()
    {
        var gateway = await StartAsync();
        using var watcher = await ActivityWatcher.JoinAsync(gateway, "?type=policy.activated,transaction.opened");
        await gateway.DoneAsync("enable", """{ "name": "guard", "policy": "NoOp" }""", actor: "somebody");
        var activated = await watcher.EventAsync();
        (Said(activated, "name"), activated["version"]!.GetValue<int>(), Said(activated, "by"), Said(activated, "action")).ShouldBe(("guard", 1, "admin (somebody)", "created and activated"));
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        var opened = await watcher.EventAsync();
        (Said(opened, "instance"), Said(opened["policy"]!, "name")).ShouldBe(("guard", "guard"));
        await gateway.DoneAsync("deactivate");
        var deactivated = await watcher.EventAsync();
        (Said(deactivated, "name"), Said(deactivated, "action")).ShouldBe((null, "deactivated"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Spec", "002-43")]
    [Trait("Spec", "000-07b")]
    public async Task A_page_that_comes_back_must_see_what_it_missed_and_nothing_twice(bool isByHeader)
    {
        var gateway = await StartAsync();
        var watcher = await ActivityWatcher.JoinAsync(gateway);
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        var before = await watcher.EventsUntilAsync("transaction.completed");
        watcher.Dispose();
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        using var again = isByHeader
            ? await ActivityWatcher.JoinAsync(gateway, lastId: watcher.LastId)
            : await ActivityWatcher.JoinAsync(gateway, $"?last_event_id={watcher.LastId}");
        var after = await again.EventsUntilAsync("transaction.completed");
        after.Select(ActivityWatcher.TypeOf).ShouldBe(before.Select(ActivityWatcher.TypeOf));
        before.Concat(after).Select(happened => happened["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, before.Count + after.Count));
    }

    [Fact]
    [Trait("Spec", "002-43")]
    [Trait("Spec", "000-07b")]
    public async Task A_restart_must_be_announced_end_the_streams_and_be_told_to_those_who_come_back()
    {
        var before = await StartAsync();
        using var watcher = await ActivityWatcher.JoinAsync(before);
        var leaving = StartAgainAsync(before, "", AdminAsking.Variable);
        ActivityWatcher.TypeOf(await watcher.EventAsync()).ShouldBe("node.stopping");
        (await watcher.NextAsync()).ShouldBeNull();
        var after = await leaving;
        using var again = await ActivityWatcher.JoinAsync(after, lastId: watcher.LastId);
        var gap = await again.EventAsync();
        (ActivityWatcher.TypeOf(gap), gap["missed"]!.GetValue<int>()).ShouldBe(("gap", -1));
        (await after.AskAsync(SimulatorApi.Messages)).Dispose();
        await again.EventsUntilAsync("transaction.completed");
    }

    [Fact]
    [Trait("Spec", "002-26")]
    public async Task One_stream_too_many_must_be_refused_until_another_ends()
    {
        var gateway = await StartAsync("luthien.activity.max-connections = 2\nluthien.activity.heartbeat = 100ms");
        using var first = await ActivityWatcher.JoinAsync(gateway);
        var second = await ActivityWatcher.JoinAsync(gateway);
        using var refused = await ActivityWatcher.AskAsync(gateway);
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
        refused.Headers.RetryAfter!.Delta.ShouldNotBeNull().ShouldBeGreaterThan(TimeSpan.Zero);
        second.Dispose();
        await BaseAsync(gateway, streams: 1);
        using var third = await ActivityWatcher.JoinAsync(gateway);
    }

    [Fact]
    [Trait("Spec", "002-34")]
    public async Task A_thousand_pages_that_come_and_are_cut_off_must_leave_nothing_behind()
    {
        var gateway = await StartAsync("luthien.activity { max-connects-per-minute = 10000, max-connections = 10000, max-connections-per-identity = 10000, heartbeat = 100ms }");
        for (var i = 0; i < 1000; i++)
            (await ActivityWatcher.JoinAsync(gateway)).Dispose();
        await BaseAsync(gateway, streams: 0);
    }

    [Fact]
    [Trait("Spec", "002-44")]
    public async Task Without_its_Redis_a_node_must_say_that_it_is_degraded_and_show_what_happens_here()
    {
        var gateway = await StartAsync("", AdminAsking.Variable, ("REDIS_URL", "redis://:s3cr3t@127.0.0.1:1"));
        using var watcher = await ActivityWatcher.JoinAsync(gateway, "?type=transaction.completed");
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        await watcher.EventsUntilAsync("transaction.completed");
        var ready = await (await gateway.Client.GetAsync("/health/ready")).Content.ReadAsStringAsync();
        ready.ShouldContain("\"status\":\"degraded\"");
        ready.ShouldContain("\"redis\":{\"status\":\"down\"");
        ready.ShouldNotContain("s3cr3t");
    }

    Task<TestGateway> StartAsync(string config = "") => StartAsync(config, AdminAsking.Variable);

    static string? Said(JsonNode happened, string member) => happened[member]?.GetValue<string>();

    static ActivityStream Stream(TestGateway gateway) => gateway.App.Services.GetRequiredService<ActivityStream>();

    // The server hears of a cut connection when it next looks.
    static async Task BaseAsync(TestGateway gateway, int streams)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (Stream(gateway).Subscribers != streams)
            await pause.WaitForNextTickAsync(patience.Token);
    }
}
