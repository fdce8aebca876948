using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>What Git does to work that is nowhere else: on branches that others work on, and to what only the local repository holds.</summary>
static class GitHistory
{
    const string Rewrites = "It rewrites or removes a branch that others work on.";

    static readonly string[] Shared = ["main", "master", "trunk", "develop", "production", "release"];

    // Options of push that take a value of their own.
    static readonly string[] Valued = ["-o", "--push-option", "--repo", "--receive-pack", "--exec"];

    /// <summary>Why it is dangerous; null when it is not.</summary>
    public static string? Danger(ShellCommand command) => command.Name == "git" ? GitCommand.Of(command) switch
    {
        ["push", .. var words] => Push(words),
        ["stash", "clear", ..] => "It removes everything that was set aside.",
        ["reflog", "expire", .. var words] when words.Contains("--expire=now") => "It removes what lost work is found by.",
        _ => null,
    } : null;

    static string? Push(List<string> words)
    {
        if (words.Contains("--mirror"))
            return Rewrites;
        var isForced = words.Any(word => word == "--force" || IsShort(word, 'f'));
        var deletes = words.Any(word => word == "--delete" || IsShort(word, 'd'));
        // Behind the remote's name.
        var branches = words.Where((word, at) => !word.StartsWith('-') && (at == 0 || !Valued.Contains(words[at - 1]))).Skip(1).ToList();
        // Without a name it is whatever is checked out, or all.
        if (isForced && (branches.Count == 0 || branches.Contains("HEAD")))
            return Rewrites;
        return branches.Any(branch => IsShared(branch) && (isForced || deletes || branch[0] is '+' or ':')) ? Rewrites : null;
    }

    static bool IsShort(string word, char option) => word is ['-', not '-', ..] && word.Contains(option);

    // source:target, +source:target, refs/heads/target.
    static bool IsShared(string branch)
    {
        var target = branch[(branch.LastIndexOf(':') + 1)..].TrimStart('+');
        return Shared.Contains(target[(target.LastIndexOf('/') + 1)..]) && (target.LastIndexOf('/') < 0 || target.StartsWith("refs/heads/", StringComparison.Ordinal));
    }
}
