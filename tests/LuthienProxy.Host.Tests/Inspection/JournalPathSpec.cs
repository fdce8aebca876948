using System.Text.Json;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/journal</c>: what the journal knows of itself.</summary>
public sealed class JournalPathSpec : GatewaySpec
{
    const string Path = "/api/system/journal";

    const string Quick = """
        luthien.journal.breaker { failures = 1, reset-timeout = 30s, call-timeout = 1s }
        luthien.storage.pool { connect-timeout = 1s, wait = 1s }
        """;

    [Fact]
    public async Task A_journal_that_keeps_up_must_be_healthy_and_show_its_limits()
    {
        var gateway = await StartAsync("luthien.journal { queue = 77, spool.max-bytes = 64MiB, mode = before-delivery }", AdminAsking.Variable);
        using var answer = await gateway.AskAsync(SimulatorApi.Messages);
        var journal = await gateway.ReadAsync(Path);

        journal.EnumerateObject().Select(member => member.Name).ShouldBe(
        [
            "status", "since", "lag_ms", "queue_depth", "queue_limit", "batch_p50", "batch_p99", "commit_p50_ms", "commit_p99_ms", "written_events", "breaker", "spool_bytes", "spool_limit", "spool_records", "dropped_events", "unanswered",
            "mode", "reasons",
        ]);
        (Text(journal, "status"), Text(journal, "breaker"), Text(journal, "mode")).ShouldBe(("healthy", "closed", "before-delivery"));
        (journal.GetProperty("queue_limit").GetInt32(), journal.GetProperty("spool_limit").GetInt64()).ShouldBe((77, 64L << 20));
        journal.GetProperty("batch_p99").GetInt32().ShouldBeGreaterThan(0);
        journal.GetProperty("commit_p50_ms").GetDouble().ShouldBeInRange(double.Epsilon, journal.GetProperty("commit_p99_ms").GetDouble());
        journal.GetProperty("written_events").GetInt64().ShouldBeGreaterThan(0);
        journal.GetProperty("reasons").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Where_nothing_is_recorded_its_mode_must_be_off() =>
        Text(await (await StartAsync("luthien.journal.enabled = off", AdminAsking.Variable)).ReadAsync(Path), "mode").ShouldBe("off");

    [Fact]
    public async Task A_database_that_dies_must_show_as_an_open_breaker_and_a_spool_that_grows()
    {
        await using var server = await PostgresServer.StartAsync();
        var gateway = await StartAsync(Quick, AdminAsking.Variable, ("DATABASE_URL", server.Url()));
        await server.KillAsync();
        using var answer = await gateway.AskAsync(SimulatorApi.Messages);
        var journal = await gateway.UntilAsync(Path, seen => seen.GetProperty("spool_records").GetInt64() > 0);

        (Text(journal, "status"), Text(journal, "breaker")).ShouldBe(("degraded", "open"));
        journal.GetProperty("spool_bytes").GetInt64().ShouldBeGreaterThan(0);
        journal.GetProperty("reasons").GetArrayLength().ShouldBeGreaterThan(0);
    }

    static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;
}
