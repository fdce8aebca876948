namespace LuthienProxy.Policies.Shell;

/// <summary>Commands of the shell's own that change what later words mean.</summary>
static class ShellBuiltins
{
    /// <summary>Words behind which assignments stand.</summary>
    public static readonly IReadOnlyList<string> Declarations = ["export", "local", "declare", "readonly", "typeset", "env", "sudo"];

    /// <summary>What the tokens of one command do to the variables, as far as that can be known without running it.</summary>
    public static void Apply(ReadOnlySpan<ShellToken> tokens, ShellVariables variables)
    {
        var words = new List<string>();
        string? input = null;
        for (var at = 0; at < tokens.Length; at++)
            if (!tokens[at].IsOperator)
                words.Add(tokens[at].Text);
            else if (tokens[at].Text is "<<<" && at + 1 < tokens.Length)
                input = tokens[++at].Text;
        switch (words)
        {
            // The words behind "do" belong to the next command.
            case ["for" or "select", var name, "in", .. var each]:
                variables.SetList(name, each);
                break;
            case ["set", "--", .. var all]:
                SetParameters([.. all], variables);
                break;
            case ["read", .. var names] when input is not null:
                Read([.. names.Where(name => !name.StartsWith('-'))], input, variables);
                break;
            case ["printf", "-v", var name, .. var what]:
                variables.Set(name, ShellOutput.Printf([.. what]));
                break;
        }
    }

    static void SetParameters(string[] words, ShellVariables variables)
    {
        variables.SetList("@", words);
        variables.SetList("*", words);
        foreach (var (index, word) in words.Index())
            variables.Set((index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), word);
    }

    // A word each; the last name takes the rest.
    static void Read(string[] names, string input, ShellVariables variables)
    {
        var words = input.Split((char[]?)null, Math.Max(1, names.Length), StringSplitOptions.RemoveEmptyEntries);
        foreach (var (index, name) in names.Index())
            variables.Set(name, index < words.Length ? words[index] : "");
        if (names.Length == 0)
            variables.Set("REPLY", input);
    }
}
