using System.Collections.Concurrent;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;
using Microsoft.Playwright;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>Two gateways that share a PostgreSQL and a Redis of their own, and somebody who looks at the system page of the first. Every secret that one can have holds a marker.</summary>
public sealed class SystemPageHouse(PageHouse house) : IAsyncLifetime
{
    /// <summary>What every secret holds.</summary>
    public const string Marker = "S3cretM4rk";

    /// <summary>Where the page is.</summary>
    public const string Address = "/system";

    /// <summary>The first gateway's name.</summary>
    public const string First = "first";

    /// <summary>The other gateway's name.</summary>
    public const string Other = "other";

    // Short waits, so that an outage of seconds goes through every state; but a commit that hangs does so for longer than the page takes to look again.
    const string Quick = """
        luthien.journal { heartbeat-interval = 200ms, lapse-after = 3s, breaker { failures = 1, call-timeout = 6s, reset-timeout = 500ms } }
        luthien.storage.command-timeout = 6s
        """;

    string _database = null!;

    /// <summary>What they keep their record in.</summary>
    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>What they tell each other through.</summary>
    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The first gateway.</summary>
    public Site Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var servers = (Postgres: PostgresServer.StartAsync(), Redis: RedisServer.StartAsync(new RedisServerOptions { Password = Marker + "-redis" }));
        (Postgres, Redis) = (await servers.Postgres, await servers.Redis);
        _database = await Postgres.CreateDatabaseAsync();
        Site = await house.OpenAsync(Options(First));
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
    }

    /// <summary>Starts the other gateway.</summary>
    public Task<GatewayProcess> StartOtherAsync() => GatewayProcess.StartAsync(Options(Other) with { Upstream = Site.Upstream.Address, Environment = new Dictionary<string, string>([.. Options(Other).Environment, GatewayAdmin.Variable]) });

    /// <summary>Opens the page; collects what it asks the gateway about the system.</summary>
    public async Task<(Visit Visit, ConcurrentQueue<IRequest> Finished)> LookAsync()
    {
        var finished = new ConcurrentQueue<IRequest>();
        var visit = await Site.VisitAsync("/");
        // Of what the page before still asks the browser keeps no answers.
        visit.Page.RequestFinished += (_, request) =>
        {
            if (request.Url.Contains("/api/system/", StringComparison.Ordinal))
                finished.Enqueue(request);
        };
        await visit.GoAsync(Address);
        await Assertions.Expect(visit.Find(".live-status[data-tone='good']")).ToBeVisibleAsync();
        await visit.SettleAsync();
        return (visit, finished);
    }

    /// <summary>Looks while the database does not answer.</summary>
    public async Task WhileTheDatabaseHangsAsync(Func<Task> look)
    {
        ArgumentNullException.ThrowIfNull(look);
        Postgres.Pause();
        try
        {
            await look();
        }
        finally
        {
            Postgres.Resume();
        }
    }

    /// <summary>What was asked and answered.</summary>
    public static async Task<string> TextAsync(IRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return $"{request.Url}\n{await (await request.ResponseAsync())!.TextAsync()}";
    }

    GatewayOptions Options(string node) => new()
    {
        Configuration = $$"""
            {{Quick}}
            luthien.journal.node = {{node}}
            luthien.upstreams.mine { provider = openai, base-url = "https://{{Marker}}:{{Marker}}@localhost:1/v1", api-key = "{{Marker}}" }
            """,
        Environment = new Dictionary<string, string>
        {
            ["DATABASE_URL"] = $"{_database}?application_name={Marker}",
            ["REDIS_URL"] = Redis.Url(),
            ["ANTHROPIC_API_KEY"] = Marker,
            ["OPENAI_API_KEY"] = Marker,
            ["PROXY_API_KEY"] = Marker,
        },
    };
}
