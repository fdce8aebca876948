using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Benchmarks.Compare.Servers;

/// <summary>
/// Portkey's gateway, one process of Node.js as it comes. Its package names ranges; with the newest that they allow it fails every stream, so the lock file beside
/// this program holds the last ones with which it does not.
/// </summary>
static class PortkeyServer
{
    static readonly NpmFolder Packages = new("portkey", Path.Combine(Repository.Root, "tests", "LuthienProxy.Benchmarks", "portkey"));

    public static async Task<ServerProcess> StartAsync(IPEndPoint upstream)
    {
        await Packages.InstallAsync();
        var program = Packages.PathOf("node_modules", "@portkey-ai", "gateway", "build", "start-server.js");
        return await ServerProcess.StartAsync((port, _) => new ServerPlan($"node {program} --headless --port={port}", new Dictionary<string, string> { ["NODE_ENV"] = "production" })
        {
            Headers = path => $"x-portkey-provider: {(path == LoadRequest.Messages ? "anthropic" : "openai")}\r\nx-portkey-custom-host: http://{upstream}/v1\r\n",
        });
    }
}
