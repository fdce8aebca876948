using LuthienProxy.EndToEnd.Tests.Policies;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Provisioning;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>A provider, a gateway before it whose policies the tests choose, and scratch homes for agents.</summary>
public sealed class AgentHouse : PolicyHouse
{
    /// <summary>The credential of the agents.</summary>
    public const string Key = "sk-agent-of-the-test";

    readonly DirectoryInfo _homes = Directory.CreateTempSubdirectory("luthien-agents-");

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        _homes.Delete(recursive: true);
    }

    /// <summary>A model that the agent knows.</summary>
    public static string ModelOf(AgentKind agent) => agent switch
    {
        AgentKind.ClaudeCode => "claude-sonnet-4-5",
        AgentKind.Codex => "gpt-6-sol",
        _ => "gpt-5",
    };

    /// <summary>From now on the provider just talks.</summary>
    public void JustTalk(string text) => Play(_ => ScriptedAnswer.Of(AnswerPart.Text.Split(text, 4)));

    /// <summary>An empty home.</summary>
    public string NewHome() => _homes.CreateSubdirectory(Path.GetRandomFileName()).FullName;

    /// <summary>A conversation with an agent in an empty home, with this model behind it.</summary>
    internal AgentSession Begin(AgentKind agent, AgentModel model)
    {
        Play(model.Answer);
        return new AgentSession(this, agent, NewHome());
    }

    /// <summary>From now on another model stands behind the same conversations.</summary>
    internal void GoOn(AgentModel model) => Upstream.Answers.Otherwise(Strict.Before(model.Answer));

    /// <summary>Another model answers the next request, and only that.</summary>
    internal void Once(AgentModel model) => Upstream.Answers.Then(Strict.Before(model.Answer));

    /// <summary>The agent, told to use the gateway and nothing else.</summary>
    /// <param name="agent">Which.</param>
    /// <param name="home">Where it lives and works.</param>
    /// <param name="model">The model that it is to use.</param>
    /// <param name="prompt">What it is told.</param>
    /// <param name="goesOn">Whether it goes on with the last conversation of that home.</param>
    public Task<ProgramRun> RunAsync(AgentKind agent, string home, string model, string prompt, bool goesOn = false) =>
        agent == AgentKind.ClaudeCode ? ClaudeCodeAsync(home, model, prompt, goesOn) : CodexAsync(home, model, prompt, goesOn);

    async Task<ProgramRun> ClaudeCodeAsync(string home, string model, string prompt, bool goesOn)
    {
        string[] arguments = ["-p", prompt, "--model", model, "--allowedTools", "Bash"];
        var run = await NodeClients.ClaudeCodeAsync(goesOn ? [.. arguments, "--continue"] : arguments);
        run.Directory = home;
        run.Environment["ANTHROPIC_BASE_URL"] = Gateway.Address.ToString().TrimEnd('/');
        run.Environment["ANTHROPIC_API_KEY"] = Key;
        run.Environment["CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC"] = "1";
        run.Environment["DISABLE_TELEMETRY"] = "1";
        run.Environment["IS_SANDBOX"] = "1";
        return run;
    }

    async Task<ProgramRun> CodexAsync(string home, string model, string prompt, bool goesOn)
    {
        await File.WriteAllTextAsync(Path.Combine(Directory.CreateDirectory(Path.Combine(home, ".codex")).FullName, "config.toml"), $"""
            model_provider = "gateway"

            [model_providers.gateway]
            name = "gateway"
            base_url = "{Gateway.Address}v1"
            env_key = "GATEWAY_KEY"
            wire_api = "responses"

            """);
        string[] options = ["exec", "--skip-git-repo-check", "--sandbox", "workspace-write", "-m", model];
        var run = await NodeClients.CodexAsync(goesOn ? [.. options, "resume", "--last", prompt] : [.. options, prompt]);
        run.Directory = home;
        run.Environment["GATEWAY_KEY"] = Key;
        return run;
    }
}
