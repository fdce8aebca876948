using System.Text.RegularExpressions;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>The paths that a tool call would write.</summary>
static partial class WrittenPaths
{
    static readonly string[] PathFields =
        ["path", "paths", "file_path", "file_paths", "filepath", "filename", "file", "files", "notebook_path", "target", "target_file", "destination", "dest", "output", "output_path", "uri"];

    static readonly string[] Readers = ["read", "view", "cat", "grep", "glob", "list", "ls", "search", "find", "open", "stat", "tree", "show", "get", "fetch"];

    static readonly string[] Writers = ["write", "edit", "update", "create", "replace", "delete", "remove", "insert", "append", "save", "put", "patch", "move", "copy", "rename", "modify", "set", "upload"];

    static readonly string[] PatchMarks = ["*** Add File: ", "*** Update File: ", "*** Delete File: ", "*** Move to: ", "+++ b/", "+++ "];

    // What a program says that writes a file.
    static readonly string[] WritingWords =
        [",'w", ", 'w", ",\"w", ", \"w", ",'a", ", 'a", ",\"a", ", \"a", ",'x'", ", 'x'", "\">", "'>", "> \"", ">\"", "write", "appendfile", "copyfile", "copyto", "rename", "shutil.", "symlink", "unlink", "rmsync", "os.remove", "put_contents", "o_wronly", "o_rdwr", "chmod"];

    public static IEnumerable<string> Of(WholeBlock.ToolCall call) =>
        FromFields(call).Concat(FromPatches(call)).Concat(ToolCallReader.Scripts(call).Commands.SelectMany(command => FromCommand(command).SelectMany(command.PathsOf)));

    static IEnumerable<string> FromFields(WholeBlock.ToolCall call) =>
        IsReader(call.Tool.Name) ? [] : ToolCallReader.Strings(call).Where(field => PathFields.Contains(field.Name, StringComparer.OrdinalIgnoreCase)).Select(field => field.Value);

    // By the words of its name: "ReadFile" and "file-list" read, "create_catalog" does not.
    static bool IsReader(string tool)
    {
        var words = Words().Matches(tool).Select(word => word.Value.ToLowerInvariant()).ToList();
        return words.Any(Readers.Contains) && !words.Any(Writers.Contains);
    }

    static IEnumerable<string> FromPatches(WholeBlock.ToolCall call) =>
        from field in ToolCallReader.Strings(call)
        from line in field.Value.Split('\n')
        from mark in PatchMarks
        where line.StartsWith(mark, StringComparison.Ordinal)
        select line[mark.Length..].Trim();

    static IEnumerable<string> FromCommand(ShellCommand command) => command.Writes.Concat(command.Name switch
    {
        "cp" or "mv" or "install" or "ln" or "rsync" or "scp" => command.Operands.TakeLast(1).Concat(AfterOptions(command, "-t", "--target-directory")),
        "tee" or "sponge" or "touch" or "truncate" or "rm" or "unlink" or "shred" or "chmod" or "chown" or "mkdir" or "nano" or "patch" => command.Operands,
        "vi" or "vim" or "nvim" or "ex" or "ed" or "emacs" => command.Arguments.SelectMany(word => word.Split(' ')),
        "sed" or "perl" or "ruby" or "gawk" when command.Has('i', "--in-place") => command.Operands,
        "dd" => command.Arguments.Where(word => word.StartsWith("of=", StringComparison.Ordinal)).Select(word => word[3..]),
        "curl" or "wget" or "sort" or "gcc" or "openssl" => AfterOptions(command, "-o", "-O", "-P", "--output", "--output-document", "--output-dir", "--directory-prefix", "-out"),
        "ssh-keygen" when !command.Has('l') && !command.Has('y') => AfterOptions(command, "-f"),
        // Into the root is into all that is below it.
        "tar" or "unzip" or "bsdtar" => AfterOptions(command, "-C", "-d", "--directory").Select(folder => folder == "/" ? "/etc/x" : folder),
        "git" => FromGit(command),
        "crontab" when command.Operands.Any() || command.IsPiped => ["/var/spool/cron/crontab"],
        _ when ShellNesting.IsLanguage(command.Name) && ShellNesting.ProgramOf(command) is var program && WritingWords.Any(word => program.Contains(word, StringComparison.OrdinalIgnoreCase)) => ProgramText.Strings(program),
        _ => [],
    });

    static IEnumerable<string> FromGit(ShellCommand command)
    {
        var operands = command.Operands.ToList();
        var isOfAll = command.Arguments.Any(word => word is "--global" or "--system");
        var writes = operands.Count > 2 || command.Arguments.Any(word => word is "--unset" or "--unset-all" or "--add" or "--replace-all" or "--edit" or "-e" or "--remove-section" or "--rename-section");
        if (operands.Contains("config") && isOfAll && writes)
            yield return "~/.gitconfig";
        if (operands.Contains("clone") && operands.Count > 2)
            yield return operands[^1];
    }

    // -o file, -ofile, --output=file.
    static IEnumerable<string> AfterOptions(ShellCommand command, params string[] options)
    {
        var words = command.Words;
        for (var at = 1; at < words.Length; at++)
            if (options.Contains(words[at]) && at + 1 < words.Length)
                yield return words[at + 1];
            else if (options.FirstOrDefault(option => words[at].StartsWith(option + "=", StringComparison.Ordinal)) is { } named)
                yield return words[at][(named.Length + 1)..];
            else if (options.FirstOrDefault(option => option.Length == 2 && words[at].Length > 2 && words[at].StartsWith(option, StringComparison.Ordinal)) is { } attached)
                yield return words[at][attached.Length..];
    }

    [GeneratedRegex("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", RegexOptions.None, 1000)]
    private static partial Regex Words();
}
