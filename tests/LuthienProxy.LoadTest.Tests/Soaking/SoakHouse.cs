using System.Security.Cryptography;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.LoadTest.Soaking;
using LuthienProxy.LoadTest.Targets;

namespace LuthienProxy.LoadTest.Tests.Soaking;

/// <summary>A gateway that records in SQLite, with policies, before a provider of its own.</summary>
sealed class SoakHouse : IAsyncDisposable
{
    const string Plugin = "LuthienProxy.SamplePlugin.Broken.dll";
    const string Sound = """{"policy":"BlockDangerousCommands"},{"policy":"RegexRedaction"}""";

    /// <summary>A policy that never lets go of some bytes of each call.</summary>
    public const string Hoarding = """{"policy":"LuthienProxy.SamplePlugin.Broken.HoardingPolicy, LuthienProxy.SamplePlugin.Broken"}""";

    readonly DirectoryInfo _plugins = Directory.CreateTempSubdirectory("luthien-soak-");
    readonly Upstream _upstream;
    GatewayProcess? _gateway;
    SoakTarget? _target;

    SoakHouse(Upstream upstream) => _upstream = upstream;

    public SoakTarget Target => _target!;

    /// <summary>Starts one, with a policy more where it is asked for.</summary>
    public static async Task<SoakHouse> StartAsync(string? further = null)
    {
        var house = new SoakHouse(await Upstream.StartAsync(0, inOwnProcess: false, TimeProvider.System, CancellationToken.None));
        house._gateway = await GatewayProcess.StartAsync(new GatewayOptions
        {
            Upstream = house._upstream.Address,
            Configuration = $$"""
                luthien.activity { heartbeat = 250ms, max-connections = {{SoakPlan.Places}}, max-connects-per-minute = 100000, ring = 256 }
                luthien.policy.plugins { {{house.Plugins(further)}} }
                """,
            Environment = new Dictionary<string, string>([GatewayAdmin.Variable, new("AUTH_MODE", "passthrough")]),
        });
        house._target = new(await LoadTest.Http.Target.FindAsync(house._gateway.Address, CancellationToken.None), house._gateway.ProcessId, GatewayAdmin.Key);
        await house._target.EnableAsync($"[{Sound}{(further is null ? "" : "," + further)}]", CancellationToken.None);
        return house;
    }

    /// <summary>Runs a plan.</summary>
    public Task<SoakReport> RunAsync(SoakPlan plan, Action<SoakSample>? tell = null) => new SoakRun(plan, Target, TimeProvider.System).RunAsync(tell ?? (_ => { }), CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        _target?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        await _upstream.DisposeAsync();
        _plugins.Delete(recursive: true);
    }

    string Plugins(string? further)
    {
        if (further is null)
            return "";
        var built = Path.Combine(AppContext.BaseDirectory, "..", "..", Path.GetFileNameWithoutExtension(Plugin), Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)), Plugin);
        var (folder, list) = (_plugins.CreateSubdirectory("plugins").FullName, Path.Combine(_plugins.FullName, "allowed.txt"));
        File.Copy(built, Path.Combine(folder, Plugin));
        File.WriteAllText(list, $"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(built)))}  {Plugin}\n");
        return $"directory = \"{folder}\", allow-list = \"{list}\"";
    }
}
