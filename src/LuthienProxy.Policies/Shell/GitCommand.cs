namespace LuthienProxy.Policies.Shell;

/// <summary>What a Git command is about.</summary>
static class GitCommand
{
    // Options of Git itself that take a value of their own.
    static readonly string[] Valued = ["-C", "-c", "--git-dir", "--work-tree", "--exec-path", "--namespace"];

    /// <summary>The verb and what stands behind it; empty where there is none.</summary>
    public static List<string> Of(ShellCommand command)
    {
        var words = command.Arguments.ToList();
        var at = 0;
        while (at < words.Count && words[at].StartsWith('-'))
            at += Valued.Contains(words[at]) ? 2 : 1;
        return at < words.Count ? words[at..] : [];
    }
}
