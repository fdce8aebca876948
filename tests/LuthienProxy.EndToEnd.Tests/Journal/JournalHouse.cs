using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>A provider, a home for gateways that follow one another, and the database that they record in.</summary>
sealed class JournalHouse : IAsyncDisposable
{
    static readonly SimulatorApi[] Apis = Enum.GetValues<SimulatorApi>();

    readonly GuardedFolder _home;

    JournalHouse(ScriptedUpstream upstream, GuardedFolder home, PostgresServer? postgres, string databaseUrl)
    {
        Upstream = upstream;
        _home = home;
        Postgres = postgres;
        DatabaseUrl = databaseUrl;
    }

    public ScriptedUpstream Upstream { get; }

    /// <summary>The server, where the house has one of its own.</summary>
    public PostgresServer? Postgres { get; }

    public string DatabaseUrl { get; }

    /// <summary>The disk that the gateway's own files are on.</summary>
    public GuardedFolder Disk => _home;

    /// <summary>A house whose gateways record in SQLite, in their own directory.</summary>
    public static async Task<JournalHouse> WithSqliteAsync(long? diskBytes = null)
    {
        var home = await GuardedFolder.CreateAsync("gateway", diskBytes);
        return new(await ScriptedUpstream.StartAsync(), home, null, $"sqlite:{Path.Combine(home.Path, "data", "luthien.db")}");
    }

    /// <summary>A house with a PostgreSQL server of its own.</summary>
    public static async Task<JournalHouse> WithPostgresAsync(PostgresOptions? options = null, long? diskBytes = null)
    {
        var postgres = await PostgresServer.StartAsync(options);
        return new(await ScriptedUpstream.StartAsync(), await GuardedFolder.CreateAsync("gateway", diskBytes), postgres, await postgres.CreateDatabaseAsync());
    }

    /// <summary>Starts a gateway; the one before must have ended.</summary>
    public Task<GatewayProcess> StartAsync(string configuration = "") => GatewayProcess.StartAsync(new GatewayOptions
    {
        Upstream = Upstream.Address,
        Home = _home.Path,
        Configuration = configuration,
        Environment = new Dictionary<string, string> { ["DATABASE_URL"] = DatabaseUrl },
    });

    /// <summary>Opens that many streams, in all three formats by turns.</summary>
    public static Task<OpenAnswer[]> OpenAsync(RawClient client, int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => client.OpenAsync(Apis[number % Apis.Length], "long")));

    /// <summary>Stops a gateway in good order.</summary>
    public static async Task StopAsync(GatewayProcess gateway)
    {
        gateway.Terminate();
        (await gateway.ExitedAsync()).ShouldBe(0, gateway.Output.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await Upstream.DisposeAsync();
        await _home.DisposeAsync();
        if (Postgres is not null)
            await Postgres.DisposeAsync();
    }
}
