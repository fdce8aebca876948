using System.Net;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>A proxy that takes part in the comparison.</summary>
/// <param name="Name">Its name in the tables.</param>
/// <param name="Start">Starts it in front of an upstream.</param>
sealed record Contender(string Name, Func<IPEndPoint, Task<ServerProcess>> Start)
{
    const string Nginx = "/usr/sbin/nginx";

    /// <summary>The product with its settings as they come (it records in SQLite) under a policy that changes nothing, but for the simulator, whose models would not leave the process.</summary>
    public static Contender Gateway { get; } = Product("gateway", policies: "{ policy = NoOp }");

    /// <summary>The product with further settings (of the command line, or in a file of its own, <c>LUTHIEN_CONFIG</c>), or policies in place of those in its database: none.</summary>
    public static Contender Product(string name, string settings = "", string? databaseUrl = null, string? policies = null, string putIn = "", string? configuration = null) => new(name, upstream => ServerProcess.StartAsync((port, folder) =>
    {
        var host = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "LuthienProxy.Host", "release", "LuthienProxy.Host.dll"));
        if (!File.Exists(host))
            throw new InvalidOperationException($"Build the gateway first (./build.sh bench does): {host} is missing.");
        var chain = "";
        if (policies is not null)
        {
            File.WriteAllText(Path.Combine(folder, "policies.conf"), $"policies = [ {policies} ]\n");
            chain = "--luthien:policy:source=file --luthien:policy:config=policies.conf";
        }
        return new ServerPlan($"{ServerPlan.Dotnet} {host} --luthien:simulator:enabled=off {chain} {settings}", new Dictionary<string, string>
        {
            ["GATEWAY_PORT"] = $"{port}",
            ["AUTH_MODE"] = "passthrough",
            ["OPENAI_UPSTREAM_URL"] = $"http://{upstream}",
            ["ANTHROPIC_UPSTREAM_URL"] = $"http://{upstream}",
            ["DATABASE_URL"] = databaseUrl ?? "sqlite:data/luthien.db",
            ["LUTHIEN_CONFIG"] = configuration ?? Environment.GetEnvironmentVariable("LUTHIEN_CONFIG") ?? "",
        })
        {
            PutIn = putIn,
        };
    }));

    /// <summary>nginx as a plain proxy: what copying bytes costs in C.</summary>
    public static Contender NginxPlain { get; } = new("nginx", upstream => ServerProcess.StartAsync((port, folder) =>
    {
        if (!File.Exists(Nginx))
            throw new InvalidOperationException($"{Nginx} is missing: apt-get install nginx-light (./build.sh bench does it when it runs as root).");
        File.WriteAllText(Path.Combine(folder, "nginx.conf"), NginxConfiguration.Text(port, upstream, folder));
        return new ServerPlan($"{Nginx} -p {folder} -c {folder}/nginx.conf", new Dictionary<string, string>());
    }));

    /// <summary>The least that a proxy on ASP.NET Core does: what the platform costs.</summary>
    public static Contender Bare { get; } = new("bare", upstream => ServerProcess.StartAsync((port, _) => ServerPlan.Verb("passthrough", port, $"http://{upstream}/")));

    /// <summary>Another gateway for LLMs, on Node.js; from npm.</summary>
    public static Contender Portkey { get; } = new("portkey", PortkeyServer.StartAsync);
}
