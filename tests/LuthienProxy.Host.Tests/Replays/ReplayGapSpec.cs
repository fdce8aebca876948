using LuthienProxy.Host.Tests.Policies;
using LuthienProxy.Storage.Databases;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Replays;

/// <summary>What the record does not tell is said to be unknown, and never guessed.</summary>
public sealed class ReplayGapSpec : GatewaySpec
{
    const string Shouts = """{ "chain": [{ "policy": "AllCaps" }] }""";

    [Theory]
    [InlineData("luthien.journal.content = hash")]
    [InlineData("luthien.journal.content = redacted")]
    [InlineData("luthien.journal.max-event-bytes = 1KiB")]
    [InlineData("luthien.journal.max-transaction-bytes = 1KiB")]
    public async Task Content_that_was_not_kept_must_make_it_unknown(string config)
    {
        var gateway = await StartAsync(config, AdminAsking.Variable);
        await gateway.DoneAsync("enable", """{ "name": "careful", "policy": "RegexRedaction" }""");
        Upstream.Answers.Otherwise(ScriptedAnswer.Says("Write to jane.doe@example.com. " + new string('x', 4000)));
        await gateway.SaidAsync(SimulatorApi.Messages);
        var entry = (await gateway.ReplayedAsync(Shouts)).Only;
        (entry.Text("change"), entry.Text("before")).ShouldBe(("unknown", "unknown"));
        entry.Gaps().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("delete from transaction_events where type = 'original_segment'")]
    [InlineData("delete from transaction_events where type = 'policy_decided'")]
    [InlineData("delete from transaction_events where type = 'request_received'")]
    [InlineData("delete from transaction_events where type = 'upstream_responded'")]
    [InlineData("update transaction_events set type = 'of_another_version' where type = 'upstream_responded'")]
    [InlineData("update transaction_events set data = json_set(data, '$.v', 99) where type = 'original_segment'")]
    [InlineData("update transaction_events set data = 'not JSON' where type = 'request_received'")]
    public async Task Events_that_are_lost_or_not_understood_must_make_it_unknown(string harm)
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.EnableAsync("loud", "AllCaps");
        await gateway.SaidAsync(SimulatorApi.Messages, stream: true);
        (await gateway.ReplayedAsync("{}")).Only.Text("change").ShouldBe("same");
        await HarmAsync(gateway, harm);
        var entry = (await gateway.ReplayedAsync("{}")).Only;
        (entry.Text("change"), entry.Text("before")).ShouldBe(("unknown", "unknown"));
        entry.Gaps().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_judge_in_a_record_from_before_questions_were_named_must_count_as_not_asked()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        await gateway.DoneAsync("enable", """{ "name": "guard", "policy": "SimpleToolCallJudge", "config": { "upstream": "simulator", "model": "sim/judge" } }""");
        Upstream.Answers.Otherwise(ScriptedAnswer.Calls("Cleaner", """{"plan":"rm -rf build"}"""));
        await gateway.SaidAsync(SimulatorApi.Messages);
        // What the cache answered is on record too.
        await gateway.SaidAsync(SimulatorApi.Messages);
        (await gateway.ReplayedAsync("{}")).Count("same").ShouldBe(2);
        await HarmAsync(gateway, "update transaction_events set data = json_remove(data, '$.question') where type = 'judge_called'");
        var replayed = await gateway.ReplayedAsync("{}");
        (replayed.Count("unknown"), replayed.Summary.GetProperty("judges").GetProperty("not_asked").GetInt32()).ShouldBe((2, 2));
    }

    [Fact]
    public async Task A_call_that_has_not_ended_must_be_unknown()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        using var gate = new StreamGate();
        Upstream.Answers.Otherwise(ScriptedAnswer.SaysLong(10) with { Pacing = new() { Gate = gate } });
        var running = gateway.SaidAsync(SimulatorApi.Messages, stream: true);
        await gateway.UntilAsync("/debug/calls", calls => calls.GetProperty("calls").GetArrayLength() == 1);
        using var response = await gateway.ReplayAsync("{}");
        var entry = System.Text.Json.JsonElement.Parse((await response.Content.ReadAsStringAsync()).Split('\n')[0]).GetProperty("entry");
        gate.Open();
        entry.Text("transaction_id").ShouldBe(await running);
        entry.Text("change").ShouldBe("unknown");
        entry.Gaps().ShouldNotBeEmpty();
    }

    static async Task HarmAsync(TestGateway gateway, string sql)
    {
        await gateway.AllRecordedAsync();
        await gateway.App.Services.GetRequiredService<IDatabase>().RunAsync(DatabaseAccess.Write, TimeSpan.FromSeconds(30), async (connection, stop) =>
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            return await command.ExecuteNonQueryAsync(stop);
        }, CancellationToken.None);
    }
}
