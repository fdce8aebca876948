using System.Runtime.InteropServices;
using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>
/// The real clients that come from npm, in the exact versions of the committed lock file, installed below <c>.work/npm</c> when first asked for.
/// </summary>
public static class NodeClients
{
    static readonly Lazy<Task> Installed = new(() => Provisioner.RunAloneAsync("npm", InstallAsync));

    static readonly string Source = Path.Combine(Repository.Root, "tests", "LuthienProxy.EndToEnd.Tests", "clients");

    static readonly string Folder = Path.Combine(Provisioner.Folder, "npm");

    static readonly string Stamp = Path.Combine(Folder, "installed-package-lock.json");

    /// <summary>A script of the <c>clients</c> folder, run by Node.</summary>
    public static Task<ProgramRun> ScriptAsync(string name, params string[] arguments) => NodeAsync(Path.Combine(Folder, name), arguments);

    /// <summary>A client of the admin API, generated from its OpenAPI document, and the script that uses it, held against each other by the compiler; to be run.</summary>
    /// <exception cref="InvalidOperationException">It cannot be generated, or does not fit the script.</exception>
    public static async Task<ProgramRun> GeneratedAsync(string document, params string[] arguments)
    {
        var types = await NodeAsync(Path.Combine(Folder, "node_modules", "openapi-typescript", "bin", "cli.js"), [document, "-o", Path.Combine(Folder, "openapi.d.ts")]);
        (await types.RunAsync()).MustSucceed();
        var compiler = await NodeAsync(Path.Combine(Folder, "node_modules", "typescript", "bin", "tsc"), ["-p", Path.Combine(Folder, "tsconfig.json")]);
        (await compiler.RunAsync()).MustSucceed();
        return await ScriptAsync(Path.Combine("built", "api.js"), arguments);
    }

    /// <summary>Codex.</summary>
    public static Task<ProgramRun> CodexAsync(params string[] arguments) =>
        NodeAsync(Path.Combine(Folder, "node_modules", "@openai", "codex", "bin", "codex.js"), arguments);

    /// <summary>Claude Code.</summary>
    public static async Task<ProgramRun> ClaudeCodeAsync(params string[] arguments)
    {
        await Installed.Value;
        var platform = $"claude-code-linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        return new ProgramRun(Existing(Path.Combine(Folder, "node_modules", "@anthropic-ai", platform, "claude")), arguments);
    }

    static async Task<ProgramRun> NodeAsync(string script, string[] arguments)
    {
        await Installed.Value;
        return new ProgramRun("node", [Existing(script), .. arguments]);
    }

    static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException("A client that the tests need is missing.", path);

    static async Task InstallAsync()
    {
        await DebianPackages.NeedAsync("node", "nodejs", "npm");
        await DebianPackages.NeedAsync("npm", "npm");
        Directory.CreateDirectory(Folder);
        // Scripts must lie beside the packages that they import.
        foreach (var file in Directory.EnumerateFiles(Source))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)), overwrite: true);
        var wanted = await File.ReadAllTextAsync(Path.Combine(Source, "package-lock.json"));
        if (File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp) == wanted)
            return;
        var install = new ProgramRun("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            Directory = Folder,
            TimeLimit = TimeSpan.FromMinutes(10),
            KeepsEnvironment = true,
        };
        (await install.RunAsync()).MustSucceed();
        await File.WriteAllTextAsync(Stamp, wanted);
    }
}
