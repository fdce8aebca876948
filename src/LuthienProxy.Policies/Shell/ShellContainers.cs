namespace LuthienProxy.Policies.Shell;

/// <summary>Commands that run in a container: <c>docker exec</c>, <c>kubectl exec</c>, and the like.</summary>
static class ShellContainers
{
    // Their options that take a value of their own.
    static readonly string[] Valued =
    [
        "-e", "--env", "--env-file", "-u", "--user", "-w", "--workdir", "--index", "-c", "--container", "-n", "--namespace", "--context", "-f", "--file", "-p", "--publish", "--project-name", "-v", "--volume", "--mount", "--name",
        "--network", "--entrypoint", "-l", "--label", "-h", "--hostname", "--add-host", "--cpus", "-m", "--memory", "--platform", "--image",
    ];

    /// <summary>The script that runs inside.</summary>
    public static IEnumerable<string> ScriptsOf(ShellCommand command)
    {
        var words = command.Words.SkipWhile(word => word is not ("exec" or "run" or "ssh")).Skip(1).ToList();
        var at = SkipOptions(words, 0);
        // Behind the container's or the image's name; kubectl wants two dashes there.
        at = SkipOptions(words, at + 1);
        if (at < words.Count)
            yield return string.Join(' ', words.Skip(at).Select(word => "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'"));
        if (words.FindIndex(word => word == "--entrypoint") is >= 0 and var entry && entry + 1 < words.Count)
            yield return words[entry + 1] + " " + string.Join(' ', words.Skip(at));
    }

    static int SkipOptions(List<string> words, int at)
    {
        while (at < words.Count && words[at].StartsWith('-'))
            at += Valued.Contains(words[at]) ? 2 : 1;
        return at;
    }
}
