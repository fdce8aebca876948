using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Upstream;

namespace LuthienProxy.EndToEnd.Tests.Agents;

/// <summary>One conversation with an agent in a home of its own, each prompt a run of the program.</summary>
sealed class AgentSession(AgentHouse house, AgentKind agent, string home)
{
    readonly int _before = house.Upstream.Calls.Count;
    bool _isBegun;

    /// <summary>Its home, where it also works.</summary>
    public string Home => home;

    /// <summary>What the provider was asked since the beginning.</summary>
    public IReadOnlyList<RecordedCall> Calls => [.. house.Upstream.Calls.Skip(_before)];

    /// <summary>The body of the last request, as text.</summary>
    public string LastRequest => Text(Calls[^1]);

    /// <summary>The body of a request, as text.</summary>
    public static string Text(RecordedCall call) => System.Text.Encoding.UTF8.GetString(call.Request.Body.Span);

    /// <summary>Says something to the agent and hears it out.</summary>
    public async Task<ProgramResult> PromptAsync(string prompt)
    {
        var run = await house.RunAsync(agent, home, AgentHouse.ModelOf(agent), prompt, goesOn: _isBegun);
        _isBegun = true;
        return await run.RunAsync();
    }

    /// <summary>What stands in a file of its home.</summary>
    public Task<string> ReadAsync(string file) => File.ReadAllTextAsync(Path.Combine(home, file));

    /// <summary>Whether a file of its home exists.</summary>
    public bool Has(string file) => File.Exists(Path.Combine(home, file));

    /// <summary>The files of its home, whatever they are, that hold a text.</summary>
    public IReadOnlyList<string> FilesWith(string text)
    {
        var wanted = System.Text.Encoding.UTF8.GetBytes(text);
        return [.. Directory.EnumerateFiles(home, "*", SearchOption.AllDirectories).Where(file => File.ReadAllBytes(file).AsSpan().IndexOf(wanted) >= 0)];
    }
}
