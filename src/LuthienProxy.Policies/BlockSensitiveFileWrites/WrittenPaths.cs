using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>The paths that a tool call would write.</summary>
static class WrittenPaths
{
    static readonly string[] PathFields =
        ["path", "file_path", "filepath", "filename", "file", "notebook_path", "target", "target_file", "destination", "dest", "output", "output_path", "uri"];

    static readonly string[] Readers = ["read", "view", "cat", "grep", "glob", "list", "ls", "search", "find", "open"];

    static readonly string[] PatchMarks = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: ", "+++ b/", "+++ "];

    public static IEnumerable<string> Of(WholeBlock.ToolCall call) =>
        FromFields(call).Concat(FromPatches(call)).Concat(ToolCallReader.Scripts(call).Commands.SelectMany(FromCommand));

    static IEnumerable<string> FromFields(WholeBlock.ToolCall call)
    {
        var isReader = Readers.Any(name => call.Tool.Name.Contains(name, StringComparison.OrdinalIgnoreCase)) && !call.Tool.Name.Contains("write", StringComparison.OrdinalIgnoreCase);
        return isReader ? [] : ToolCallReader.Strings(call).Where(field => PathFields.Contains(field.Name, StringComparer.OrdinalIgnoreCase)).Select(field => field.Value);
    }

    static IEnumerable<string> FromPatches(WholeBlock.ToolCall call) =>
        from field in ToolCallReader.Strings(call)
        from line in field.Value.Split('\n')
        from mark in PatchMarks
        where line.StartsWith(mark, StringComparison.Ordinal)
        select line[mark.Length..].Trim();

    static IEnumerable<string> FromCommand(ShellCommand command) => command.Writes.Concat(command.Name switch
    {
        "cp" or "mv" or "install" or "ln" or "rsync" or "scp" => command.Operands.TakeLast(1).Concat(TargetOf(command)),
        "tee" or "touch" or "truncate" or "rm" or "unlink" or "shred" or "chmod" or "chown" or "mkdir" or "vi" or "vim" or "nano" or "ed" or "patch" => command.Operands,
        "sed" or "perl" or "ruby" or "gawk" when command.Has('i', "--in-place") => command.Operands,
        "dd" => command.Arguments.Where(word => word.StartsWith("of=", StringComparison.Ordinal)).Select(word => word[3..]),
        "curl" or "wget" or "sort" or "gcc" or "openssl" or "ssh-keygen" => AfterOptions(command, "-o", "-O", "--output", "--output-document", "-out", "-f"),
        "tar" or "unzip" => AfterOptions(command, "-C", "-d", "--directory"),
        "git" when command.Operands.Contains("config") && command.Arguments.Contains("--global") => ["~/.gitconfig"],
        "crontab" when command.Operands.Any() || command.IsPiped => ["/var/spool/cron/crontab"],
        _ => [],
    });

    static IEnumerable<string> TargetOf(ShellCommand command) => AfterOptions(command, "-t", "--target-directory");

    static IEnumerable<string> AfterOptions(ShellCommand command, params string[] options)
    {
        var words = command.Words;
        for (var at = 1; at < words.Length; at++)
            if (options.Contains(words[at]) && at + 1 < words.Length)
                yield return words[at + 1];
            else if (options.FirstOrDefault(option => words[at].StartsWith(option + "=", StringComparison.Ordinal)) is { } option)
                yield return words[at][(option.Length + 1)..];
    }
}
