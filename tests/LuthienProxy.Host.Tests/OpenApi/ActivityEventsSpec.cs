using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Tests.Policies;

namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>The catalogue of the activity stream's events: each type has a schema, and what is told, in the documents and by a gateway, fits it to the last member.</summary>
[Trait("Spec", "002-51")]
public sealed partial class ActivityEventsSpec : GatewaySpec
{
    static readonly Documented Document = Documented.Committed;

    [Fact]
    public void Every_type_must_have_its_schema_and_no_other()
    {
        var mapping = Document.Schema("ActivityEvent")["discriminator"]!["mapping"]!.AsObject();
        mapping.Select(type => type.Key).Order().ShouldBe(ActivityFilter.KnownTypes.Order());
        mapping.ShouldAllBe(type => Document.Strict(type.Key)["properties"]!["type"]!["enum"]!.AsArray().Any(word => (string?)word == type.Key));
    }

    [Fact]
    public void Schemas_must_use_only_what_is_checked() =>
        ActivityFilter.KnownTypes.SelectMany(type => PolicyListSpec.KeywordsOf(Document.Strict(type))).Distinct().Except(SchemaCheck.Keywords).ShouldBeEmpty();

    [Fact]
    public void Every_type_must_have_an_example_in_the_documentation_that_fits()
    {
        var section = House.Read("docs/api.md").Split("### `GET /activity/stream`")[1].Split("\n## ")[0];
        var examples = Data().Matches(section).Select(line => JsonNode.Parse(line.Groups[1].Value)!.AsObject()).ToList();
        examples.SelectMany(Document.Problems).ShouldBeEmpty();
        examples.Select(example => (string)example["type"]!).Distinct().Order().ShouldBe(ActivityFilter.KnownTypes.Order());
    }

    [Theory]
    [InlineData("""{ "type": "node.started", "at": "2026-11-22T09:00:00.000Z", "node": "a", "epoch": "e" }""")]
    [InlineData("""{ "type": "node.started", "at": "2026-11-22T09:00:00.000Z", "node": "a", "epoch": "e", "number": "1" }""")]
    [InlineData("""{ "type": "node.started", "at": "2026-11-22T09:00:00.000Z", "node": "a", "epoch": "e", "number": 1, "own": 1 }""")]
    [InlineData("""{ "type": "dependency.state", "at": "2026-11-22T09:00:00.000Z", "node": "a", "epoch": "e", "number": 1, "dependency": "redis", "state": "away" }""")]
    public void What_does_not_fit_must_be_seen(string told) => Document.Problems(JsonNode.Parse(told)!.AsObject()).ShouldNotBeEmpty();

    [Fact]
    public async Task What_a_gateway_tells_must_fit()
    {
        var gateway = await StartAsync("luthien.activity.progress-interval = 1s", AdminAsking.Variable);
        using var watcher = await ActivityWatcher.JoinAsync(gateway, lastId: "other.life-1");
        var seen = await SeenAsync(watcher, "gap");
        await gateway.DoneAsync("enable", """{ "name": "house", "policy": "SqlProtection" }""");
        seen.AddRange(await SeenAsync(watcher, "policy.activated"));
        var leftSoon = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true, model: "sim/text?deltas=500&every=20ms"));
        seen.AddRange(await SeenAsync(watcher, "transaction.progress"));
        leftSoon.Dispose();
        seen.AddRange(await SeenAsync(watcher, "transaction.cancelled"));
        Upstream.Answers.Then(ScriptedAnswer.Says("hello"));
        (await gateway.AskAsync(SimulatorApi.Responses)).Dispose();
        seen.AddRange(await SeenAsync(watcher, "transaction.completed"));
        using var broken = await gateway.AskAsync(SimulatorApi.ChatCompletions, Asking.Body(SimulatorApi.ChatCompletions, stream: true, model: "sim/text?deltas=20&fault=cut-mid-stream"));
        await broken.Content.ReadAsByteArrayAsync();
        seen.AddRange(await SeenAsync(watcher, "transaction.failed"));
        Upstream.Answers.Then(ScriptedAnswer.Calls("sql", """{"query":"drop table users"}"""));
        (await gateway.AskAsync(SimulatorApi.Messages)).Dispose();
        seen.AddRange(await SeenAsync(watcher, "policy.decided"));
        var leaving = gateway.App.StopAsync();
        seen.AddRange(await SeenAsync(watcher, "node.stopping"));
        await leaving;

        seen.SelectMany(happened => Document.Problems(happened.AsObject())).ShouldBeEmpty();
        seen.Select(ActivityWatcher.TypeOf).Distinct().Order().ShouldBe(ActivityFilter.KnownTypes.Except(["transaction.blocked", "transaction.interrupted", "dependency.state", "node.started", "node.lost", "node.found"]).Order());
    }

    // Heartbeats go on for ever.
    static Task<List<JsonNode>> SeenAsync(ActivityWatcher watcher, string type) => watcher.EventsUntilAsync(type).WaitAsync(TimeSpan.FromSeconds(30));

    [GeneratedRegex("^data: (.*)$", RegexOptions.Multiline)]
    private static partial Regex Data();
}
