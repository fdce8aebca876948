namespace LuthienProxy.Policies.SqlProtection;

/// <summary>What reaches through a database to its machine.</summary>
static class SqlMachine
{
    const string Runs = "It runs a command on the database's machine.";

    const string Writes = "It writes to the database's machine or its inner tables.";

    static readonly string[] Commands = ["XP_CMDSHELL", "SP_OACREATE", "SYS_EXEC", "SYS_EVAL", "SONAME"];

    static readonly string[] Files = ["OUTFILE", "DUMPFILE", "WRITABLE_SCHEMA", "LOAD_EXTENSION", "WRITEFILE", "LO_EXPORT", "PG_FILE_WRITE", "UTL_FILE"];

    static readonly string[] ShellCommands = [".shell", ".system", "\\!", "system "];

    static readonly string[] PipeCommands = [".output", ".once", ".excel", ".import", ".read", "\\o", "\\g", "\\i", "\\w", "\\copy"];

    /// <summary>What a statement does to the machine; null when nothing.</summary>
    public static string? Reached(IReadOnlyList<string> words)
    {
        if (words.Any(Commands.Contains) || (words.Contains("PROGRAM") && words.Any(word => word is "COPY" or "\\COPY")))
            return Runs;
        if (words.Any(Files.Contains))
            return Writes;
        return words is ["SHUTDOWN", ..] ? "It stops the database." : null;
    }

    /// <summary>What the commands of a database's own command line do: .shell, \!, a pipe as a file. Each stands in a line of its own.</summary>
    public static string? CommandLine(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var command = line.TrimStart();
            foreach (var known in ShellCommands)
                if (command.StartsWith(known, StringComparison.OrdinalIgnoreCase))
                    return Runs;
            foreach (var known in PipeCommands)
                if (command.StartsWith(known, StringComparison.OrdinalIgnoreCase) && command.IndexOf('|') >= 0)
                    return Runs;
        }
        return null;
    }
}
