using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/nodes</c>: all nodes that share the database, and this one alone without it.</summary>
public sealed class NodesPathSpec : GatewaySpec
{
    const string Path = "/api/system/nodes";

    [Fact]
    public async Task A_node_must_show_what_it_is_and_what_it_runs_now()
    {
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable);
        using var running = await gateway.AskAsync(Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true, model: "sim/slow"), key: null));
        var nodes = await gateway.ReadAsync(Path);

        nodes.GetProperty("is_complete").GetBoolean().ShouldBeTrue();
        var node = nodes.GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem();
        node.EnumerateObject().Select(member => member.Name).ShouldBe(["node", "state", "started_at", "seen_at", "version", "open_calls", "policy", "is_self"]);
        (Text(node, "node"), Text(node, "state"), node.GetProperty("open_calls").GetInt32(), node.GetProperty("is_self").GetBoolean()).ShouldBe(("me", "live", 1, true));
        Text(node, "version").ShouldMatch(@"^\d+\.\d+\.\d+");
        node.GetProperty("policy").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public async Task Nodes_that_share_a_server_must_see_each_other_with_their_calls_their_policies_and_their_end()
    {
        await using var server = await PostgresServer.StartAsync();
        var database = ("DATABASE_URL", await server.CreateDatabaseAsync());
        var one = await StartAsync("luthien.journal.node = one", AdminAsking.Variable, database);
        var other = await StartAsync("luthien.journal { node = other, heartbeat-interval = 100ms }", AdminAsking.Variable, database);
        using var enabled = await EnableAsync(one);
        using var running = await other.AskAsync(Asking.Request(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, stream: true, model: "sim/slow"), key: null));

        var seen = await one.UntilAsync(Path, nodes => Named(nodes, "other") is { } node && node.GetProperty("open_calls").GetInt32() == 1 && node.GetProperty("policy").ValueKind == JsonValueKind.Object);
        seen.GetProperty("nodes").EnumerateArray().Select(node => $"{Text(node, "node")} {Text(node, "state")} {node.GetProperty("policy").GetRawText()} {node.GetProperty("is_self")}").ShouldBe(
            ["one live {\"name\":\"house\",\"version\":1} True", "other live {\"name\":\"house\",\"version\":1} False"]);
        await other.App.StopAsync();
        (await one.UntilAsync(Path, nodes => Text(Named(nodes, "other")!.Value, "state") == "gone")).GetProperty("nodes").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Without_its_database_a_node_must_show_itself_and_say_that_others_are_missing()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable, ("DATABASE_URL", await server.CreateDatabaseAsync()));
        (await gateway.ReadAsync(Path)).GetProperty("is_complete").GetBoolean().ShouldBeTrue();
        await server.KillAsync();
        var nodes = await gateway.ReadAsync(Path);

        nodes.GetProperty("is_complete").GetBoolean().ShouldBeFalse();
        var node = nodes.GetProperty("nodes").EnumerateArray().ShouldHaveSingleItem();
        (Text(node, "node"), Text(node, "state"), node.GetProperty("is_self").GetBoolean()).ShouldBe(("me", "live", true));
    }

    static Task<HttpResponseMessage> EnableAsync(TestGateway gateway)
    {
        var request = AdminAsking.Request(gateway.Address, "/admin/policy/enable", HttpMethod.Post, "Bearer " + AdminAsking.Key);
        request.Content = new StringContent("""{ "name": "house", "policy": "NoOp" }""", System.Text.Encoding.UTF8, "application/json");
        return gateway.AskAsync(request);
    }

    static JsonElement? Named(JsonElement nodes, string name) =>
        nodes.GetProperty("nodes").EnumerateArray().Where(node => Text(node, "node") == name).Select(node => (JsonElement?)node).SingleOrDefault();

    static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
