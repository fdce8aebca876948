using System.Runtime.InteropServices;
using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>
/// The real clients that come from npm, in the exact versions of the committed lock file, installed below <c>.work/npm</c> when first asked for.
/// </summary>
public static class NodeClients
{
    static readonly NpmFolder Installed = new("npm", Path.Combine(Repository.Root, "tests", "LuthienProxy.EndToEnd.Tests", "clients"));

    /// <summary>A script of the <c>clients</c> folder, run by Node.</summary>
    public static Task<ProgramRun> ScriptAsync(string name, params string[] arguments) => NodeAsync(Installed.PathOf(name), arguments);

    /// <summary>A client of the admin API, generated from its OpenAPI document, and the script that uses it, held against each other by the compiler; to be run.</summary>
    /// <exception cref="InvalidOperationException">It cannot be generated, or does not fit the script.</exception>
    public static async Task<ProgramRun> GeneratedAsync(string document, params string[] arguments)
    {
        var types = await NodeAsync(Installed.PathOf("node_modules", "openapi-typescript", "bin", "cli.js"), [document, "-o", Installed.PathOf("openapi.d.ts")]);
        (await types.RunAsync()).MustSucceed();
        var compiler = await NodeAsync(Installed.PathOf("node_modules", "typescript", "bin", "tsc"), ["-p", Installed.PathOf("tsconfig.json")]);
        (await compiler.RunAsync()).MustSucceed();
        return await ScriptAsync(Path.Combine("built", "api.js"), arguments);
    }

    /// <summary>Codex.</summary>
    public static Task<ProgramRun> CodexAsync(params string[] arguments) =>
        NodeAsync(Installed.PathOf("node_modules", "@openai", "codex", "bin", "codex.js"), arguments);

    /// <summary>Claude Code.</summary>
    public static async Task<ProgramRun> ClaudeCodeAsync(params string[] arguments)
    {
        await Installed.InstallAsync();
        var platform = $"claude-code-linux-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
        return new ProgramRun(Existing(Installed.PathOf("node_modules", "@anthropic-ai", platform, "claude")), arguments);
    }

    static async Task<ProgramRun> NodeAsync(string script, string[] arguments)
    {
        await Installed.InstallAsync();
        return new ProgramRun("node", [Existing(script), .. arguments]);
    }

    static string Existing(string path) => File.Exists(path) ? path : throw new FileNotFoundException("A client that the tests need is missing.", path);
}
