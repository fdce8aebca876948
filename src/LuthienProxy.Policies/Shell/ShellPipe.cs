namespace LuthienProxy.Policies.Shell;

/// <summary>Commands that feed each other, and what ends them.</summary>
/// <param name="Commands">The tokens of each.</param>
/// <param name="End">The operator behind the last; empty at the end of the script.</param>
sealed record ShellPipe(List<List<ShellToken>> Commands, string End)
{
    /// <summary>The pipes of a script, in order.</summary>
    /// <param name="tokens">The script's tokens.</param>
    /// <param name="functions">Takes the names of the functions that it defines.</param>
    public static IEnumerable<ShellPipe> Of(List<ShellToken> tokens, HashSet<string> functions)
    {
        var pipe = new List<List<ShellToken>> { new() };
        foreach (var (at, token) in tokens.Index())
            if (token is { IsOperator: true, Text: "|" or "|&" })
                pipe.Add([]);
            else if (EndsCommand(token))
            {
                Define(tokens, at, functions);
                yield return new(pipe, token.Text);
                pipe = [new()];
            }
            else
                pipe[^1].Add(token);
        yield return new(pipe, "");
    }

    /// <summary>Whether a command ends here, and with it its pipe.</summary>
    public static bool EndsCommand(ShellToken token) => token is { IsOperator: true, Text: ";" or ";;" or "&" or "&&" or "||" or "(" or ")" };

    // name ( )
    static void Define(List<ShellToken> tokens, int at, HashSet<string> functions)
    {
        if (tokens[at].Text == "(" && at > 0 && !tokens[at - 1].IsOperator && at + 1 < tokens.Count && tokens[at + 1] is { IsOperator: true, Text: ")" })
            functions.Add(tokens[at - 1].Text);
        if (at > 1 && !tokens[at - 1].IsOperator && tokens[at - 2] is { Text: "function" })
            functions.Add(tokens[at - 1].Text);
    }
}
