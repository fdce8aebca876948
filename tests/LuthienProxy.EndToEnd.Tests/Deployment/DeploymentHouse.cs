using System.Globalization;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.Deployment;

/// <summary>
/// What <c>docker-compose.replicas.yaml</c> describes, from Debian's packages: PostgreSQL, Redis, nginx with the committed configuration, and the gateways as their image has them, with
/// the variables, the user and the limits of the file. Only names, ports and paths differ.
/// </summary>
public sealed class DeploymentHouse : IAsyncLifetime
{
    /// <summary>The log line that says that the connection to Redis stands.</summary>
    public const int LinkStands = 4500;

    const string File = "docker-compose.replicas.yaml";

    // A database that is back is noticed sooner than by default.
    const string Quick = "luthien.journal.breaker { failures = 1, call-timeout = 1s, reset-timeout = 500ms }\nluthien.storage.command-timeout = 1s";

    readonly Dictionary<string, string> _variables = ComposeFile.ExampleVariables();
    readonly List<DirectoryInfo> _volumes = [];
    readonly List<GatewayContainer> _gateways = [];
    PublishedGateway? _image;

    /// <summary>The models' provider.</summary>
    public ScriptedUpstream Upstream { get; private set; } = null!;

    /// <summary>The database server.</summary>
    public PostgresServer Postgres { get; private set; } = null!;

    /// <summary>The way events go between gateways.</summary>
    public RedisServer Redis { get; private set; } = null!;

    /// <summary>The way in.</summary>
    public NginxServer Nginx { get; private set; } = null!;

    /// <summary>The gateways behind it.</summary>
    public IReadOnlyList<GatewayContainer> Gateways => _gateways;

    /// <summary>Where calls are recorded.</summary>
    public string DatabaseUrl { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var image = PublishedGateway.MakeAsync();
        foreach (var (name, _) in ComposeFile.VariablesOf(File).Where(variable => variable.Value))
            _variables[name] = "secret-of-the-deployment";
        Upstream = await ScriptedUpstream.StartAsync();
        Postgres = await PostgresServer.StartAsync();
        DatabaseUrl = await Postgres.CreateDatabaseAsync();
        Redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "secret-of-the-deployment" });
        _image = await image;
        (_variables["ADMIN_API_KEY"], _variables["OPENAI_UPSTREAM_URL"], _variables["ANTHROPIC_UPSTREAM_URL"]) = (GatewayAdmin.Key, $"{Upstream.Address}", $"{Upstream.Address}");
        var compose = ComposeFile.Read(File, _variables);
        foreach (var name in compose.Gateways)
            _gateways.Add(await GatewayContainer.StartAsync(Options(compose, name)));
        await EveryoneAsync(LinkStands);
        Nginx = await NginxServer.StartAsync(compose.Gateways.Zip(_gateways).ToDictionary(pair => $"{pair.First}:8000", pair => pair.Second.Address));
    }

    /// <summary>A gateway of the file, alone, with other limits and an embedded database.</summary>
    public Task<GatewayContainer> StartAloneAsync(long memory, double cpus)
    {
        var options = Options(ComposeFile.Read(File, _variables), "gateway-1");
        var alone = new Dictionary<string, string>(options.Environment) { ["DATABASE_URL"] = "sqlite:/data/luthien.db", ["REDIS_URL"] = "" };
        return GatewayContainer.StartAsync(options with { Memory = memory, Cpus = cpus, Environment = alone });
    }

    /// <summary>Starts the next gateway on the volume of one that has ended.</summary>
    public async Task RestartAsync(GatewayContainer ended)
    {
        var place = _gateways.IndexOf(ended);
        await ended.DisposeAsync();
        _gateways[place] = await ended.RestartAsync();
    }

    /// <summary>Waits until each gateway has logged a line with this id so many times since its start.</summary>
    public Task EveryoneAsync(int id, int times = 1) => Task.WhenAll(_gateways.Select(gateway => LoggedAsync(gateway, id, times)));

    /// <summary>Waits for a log line with this id; answers with it.</summary>
    public static Task<string> LoggedAsync(GatewayContainer gateway, int id, int times = 1)
    {
        var seen = 0;
        return gateway.Output.LineAsync(line => line.Contains($"\"EventId\":{{\"Id\":{id},", StringComparison.Ordinal) && ++seen == times);
    }

    public async Task DisposeAsync()
    {
        foreach (var gateway in _gateways)
            await gateway.DisposeAsync();
        if (Nginx is not null)
            await Nginx.DisposeAsync();
        await Redis.DisposeAsync();
        await Postgres.DisposeAsync();
        await Upstream.DisposeAsync();
        _image?.Dispose();
        _volumes.ForEach(volume => volume.Delete(recursive: true));
    }

    ContainerOptions Options(ComposeFile compose, string service)
    {
        var volume = Directory.CreateTempSubdirectory("luthien-volume-");
        _volumes.Add(volume);
        var environment = compose.Environment(service);
        environment["DATABASE_URL"] = DatabaseUrl;
        environment["REDIS_URL"] = environment["REDIS_URL"].Replace("@redis:6379/", $"@localhost:{Redis.Port}/", StringComparison.Ordinal);
        return new ContainerOptions
        {
            Image = _image!,
            Data = volume.FullName,
            Environment = environment,
            User = int.Parse(compose.Text(service, "user")!.Split(':')[0]),
            Memory = ComposeFile.Bytes(compose.Text(service, "deploy", "resources", "limits", "memory")!),
            Cpus = double.Parse(compose.Text(service, "deploy", "resources", "limits", "cpus")!, CultureInfo.InvariantCulture),
            Configuration = Quick,
        };
    }
}
