namespace LuthienProxy.Policies.Blocks;

/// <summary>Which form suits a client that has not been configured.</summary>
public static class MessageForms
{
    // What the agents that run in a terminal call themselves, as their User-Agent begins.
    static readonly string[] TerminalAgents = ["claude-cli/", "codex_", "codex-", "gemini-cli/", "opencode/", "aider/", "crush/"];

    /// <summary>
    /// The form for a client that names itself so: <see cref="MessageForm.Terminal"/> for the agents known to run in one, else <see cref="MessageForm.Text"/>.
    /// Never <see cref="MessageForm.Web"/>: a name does not tell whether a page shows answers as HTML, so that must be set.
    /// </summary>
    /// <param name="userAgent">The client's <c>User-Agent</c>; null where it sends none.</param>
    public static MessageForm For(string? userAgent) =>
        userAgent is not null && TerminalAgents.Any(agent => userAgent.StartsWith(agent, StringComparison.OrdinalIgnoreCase)) ? MessageForm.Terminal : MessageForm.Text;
}
