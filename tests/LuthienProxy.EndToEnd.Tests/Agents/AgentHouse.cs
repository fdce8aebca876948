using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>A scripted provider, a gateway before it, and scratch homes for agents.</summary>
public sealed class AgentHouse : IAsyncLifetime
{
    /// <summary>The credential of the agents.</summary>
    public const string Key = "sk-agent-of-the-test";

    readonly DirectoryInfo _homes = Directory.CreateTempSubdirectory("luthien-agents-");

    /// <summary>The provider.</summary>
    public ScriptedUpstream Upstream { get; private set; } = null!;

    /// <summary>The gateway.</summary>
    public GatewayProcess Gateway { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Upstream = await ScriptedUpstream.StartAsync();
        Gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(Upstream.Address));
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
        _homes.Delete(recursive: true);
    }

    /// <summary>From now on the provider plays an agent's model: it calls the shell once, and says something when the result is there.</summary>
    public void PlayModel(string command) =>
        Upstream.Answers.Otherwise(request => ModelScripts.AnswerAs($"sim/agent?command={Uri.EscapeDataString(command)}", request));

    /// <summary>From now on the provider just talks.</summary>
    public void JustTalk(string text) => Upstream.Answers.Otherwise(ScriptedAnswer.Of(AnswerPart.Text.Split(text, 4)));

    /// <summary>An empty home.</summary>
    public string NewHome() => _homes.CreateSubdirectory(Path.GetRandomFileName()).FullName;

    /// <summary>Claude Code, told to use the gateway and nothing else.</summary>
    public async Task<ProgramRun> ClaudeCodeAsync(string home, string model, string prompt)
    {
        var run = await NodeClients.ClaudeCodeAsync("-p", prompt, "--model", model, "--allowedTools", "Bash");
        run.Directory = home;
        run.Environment["ANTHROPIC_BASE_URL"] = Gateway.Address.ToString().TrimEnd('/');
        run.Environment["ANTHROPIC_API_KEY"] = Key;
        run.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        run.Environment["DISABLE_TELEMETRY"] = "1";
        run.Environment["IS_SANDBOX"] = "1";
        return run;
    }

    /// <summary>Codex, told to use the gateway and nothing else.</summary>
    public async Task<ProgramRun> CodexAsync(string home, string model, string prompt)
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(home, ".codex")).FullName, "config.toml"), $"""
            model_provider = "gateway"

            [model_providers.gateway]
            name = "gateway"
            base_url = "{Gateway.Address}v1"
            env_key = "GATEWAY_KEY"
            wire_api = "responses"

            """);
        var run = await NodeClients.CodexAsync("exec", "--skip-git-repo-check", "--sandbox", "workspace-write", "-m", model, prompt);
        run.Directory = home;
        run.Environment["GATEWAY_KEY"] = Key;
        return run;
    }
}
