using System.Security.Cryptography;
using System.Text.Json;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Pages;

/// <summary>A gateway whose policies the tests change as they like, with a plugin beside those that are built in.</summary>
public sealed class PolicyPageHouse(PageHouse house) : IAsyncLifetime
{
    static readonly string[] Files = ["LuthienProxy.SamplePlugin", "LuthienProxy.SamplePlugin.Words"];

    GuardedFolder _plugins = null!;

    /// <summary>The gateway.</summary>
    public Site Site { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _plugins = await GuardedFolder.CreateAsync("plugins");
        var folder = Directory.CreateDirectory(Path.Combine(_plugins.Path, "plugins")).FullName;
        var list = Path.Combine(_plugins.Path, "allowed.txt");
        await FillAsync(folder, list);
        Site = await house.OpenAsync(new GatewayOptions { Configuration = $$"""luthien.policy.plugins { directory = "{{folder}}", allow-list = "{{list}}" }""" });
    }

    public async Task DisposeAsync()
    {
        await Site.DisposeAsync();
        await _plugins.DisposeAsync();
    }

    /// <summary>Makes a chain and has it used.</summary>
    public Task UseAsync(string name, string policies, string description = "") => Site.Admin.EnableAsync(JsonSerializer.Serialize(new { name, description, policies = JsonElement.Parse(policies) }));

    /// <summary>What the gateway says is in use.</summary>
    public Task<JsonElement> CurrentAsync() => Site.Admin.ReadAsync("/admin/policy/current");

    // The plugin as it was built beside the tests; each file is allowed by its hash.
    static async Task FillAsync(string folder, string list)
    {
        var configuration = Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var lines = new List<string>();
        foreach (var name in Files)
        {
            var bytes = await File.ReadAllBytesAsync(Path.Combine(AppContext.BaseDirectory, "..", "..", name, configuration, name + ".dll"));
            await File.WriteAllBytesAsync(Path.Combine(folder, name + ".dll"), bytes);
            lines.Add($"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  {name}.dll");
        }
        await File.WriteAllLinesAsync(list, lines);
    }
}
