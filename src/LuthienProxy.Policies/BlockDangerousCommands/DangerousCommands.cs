using System.IO.Enumeration;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>The rules: what is dangerous, and why, in a sentence.</summary>
sealed class DangerousCommands(BlockDangerousCommandsOptions options)
{
    static readonly string[] Formatters = ["mkswap", "wipefs", "fdisk", "sfdisk", "gdisk", "parted", "shred", "diskpart", "format", "cryptsetup", "blkdiscard"];

    static readonly string[] Disks =
        ["/dev/sd", "/dev/nvme", "/dev/hd", "/dev/vd", "/dev/xvd", "/dev/disk", "/dev/mmcblk", "/dev/mapper", "/dev/md", "/physicaldrive", "//./physicaldrive"];

    static readonly string[] PowerCommands = ["shutdown", "reboot", "halt", "poweroff", "telinit"];

    static readonly string[] Fetchers = ["curl", "wget", "fetch", "nc", "ncat", "netcat", "lwp-download", "aria2c"];

    static readonly string[] Decoders = ["base64", "gbase64", "base32", "xxd", "openssl", "uudecode", "gunzip", "zcat", "tr", "rev", "sed"];

    static readonly string[] KnownDangerous = ["rm", "mkfs", "dd", "shutdown", "reboot", "shred"];

    readonly HashSet<string> _alsoBlocked = Names(options.AlsoBlock);
    readonly HashSet<string> _allowed = Names(options.Allow);

    /// <summary>Why the scripts are dangerous; null when they are not.</summary>
    public string? Danger(ShellReading reading) =>
        reading.Commands.Select(Danger).FirstOrDefault(danger => danger is not null)
        ?? (reading.IsTooComplex ? "The command is nested too deeply, or too long, to be understood." : null);

    string? Danger(ShellCommand command)
    {
        if (_allowed.Contains(command.Name))
            return null;
        if (_alsoBlocked.Contains(command.Name))
            return $"The command {command.Name} is not allowed here.";
        return Writes(command) ?? Removal(command) ?? Disk(command) ?? Machine(command) ?? Unread(command) ?? Hidden(command);
    }

    static string? Writes(ShellCommand command) => command.Writes.Any(IsDisk) ? "It writes over a disk." : null;

    static string? Removal(ShellCommand command) => command.Name switch
    {
        "rm" or "unlink" or "rmdir" or "srm" or "rd" or "del" or "remove-item" when command.Operands.Any(IsPrecious)
            => "It removes a directory that a system or a person cannot do without.",
        "rm" when command.Has('r', "--recursive") && command.Arguments.Contains("--no-preserve-root") => "It removes everything, with the last safeguard off.",
        "find" or "fd" when command.Arguments.Contains("-delete") && command.Operands.Take(1).DefaultIfEmpty(".").Any(IsPrecious)
            => "It removes everything below a directory that a system or a person cannot do without.",
        "mv" when command.Operands.SkipLast(1).Any(IsPrecious) => "It moves away a directory that a system or a person cannot do without.",
        "chmod" or "chown" or "chgrp" or "setfacl" when command.Has('R', "--recursive") && command.Operands.Any(IsPrecious)
            => "It changes who may do what in a whole system or home directory.",
        "rsync" when command.Arguments.Any(word => word.StartsWith("--delete", StringComparison.Ordinal)) && command.Operands.TakeLast(1).Any(IsPrecious)
            => "It removes what is not in the source from a whole system or home directory.",
        "rmtree" => "It removes a whole directory.",
        _ => null,
    };

    static string? Disk(ShellCommand command)
    {
        if (command.Name.StartsWith("mkfs", StringComparison.Ordinal) || command.Name.StartsWith("newfs", StringComparison.Ordinal))
            return "It formats a disk.";
        if (command.Name == "dd" && command.Arguments.Any(word => word.StartsWith("of=", StringComparison.Ordinal) && IsDisk(word[3..])))
            return "It writes over a disk.";
        if (Formatters.Contains(command.Name) && (command.Name is "diskpart" or "format" || command.Operands.Any(IsDisk)))
            return "It destroys what is on a disk.";
        return command.Name is "cp" or "tee" && command.Operands.TakeLast(1).Any(IsDisk) ? "It writes over a disk." : null;
    }

    static string? Machine(ShellCommand command) => command.Name switch
    {
        _ when PowerCommands.Contains(command.Name) => "It stops the machine.",
        "init" when command.Operands.Any(word => word is "0" or "6") => "It stops the machine.",
        "systemctl" when command.Operands.Any(word => word is "poweroff" or "reboot" or "halt" or "emergency" or "rescue") => "It stops the machine.",
        "kill" when command.Arguments.Contains("-1") && command.Arguments.Last() == "-1" => "It ends every process there is.",
        "killall5" => "It ends every process there is.",
        "crontab" when command.Has('r') => "It removes all scheduled jobs.",
        ":" or ":()" when command.PipedFrom.Contains(command.Name) => "It starts processes until the machine stands still.",
        "iptables" when command.Has('F', "--flush") => "It opens the firewall.",
        "userdel" or "deluser" => "It removes a user.",
        _ => null,
    };

    // A shell that is fed by the network or by a decoder whose output cannot be known here.
    static string? Unread(ShellCommand command)
    {
        var runs = ShellNesting.Shells.Contains(command.Name) || command.Name is "source" or "." || (ShellNesting.Languages.Contains(command.Name) && !command.Arguments.Any(word => word is "-c" or "-e" or "-m"));
        if (runs && command.IsPiped && command.PipedFrom.Any(Fetchers.Contains))
            return "It runs code straight from the network, which nobody has read.";
        if (runs && command.IsPiped && command.Input.Length == 0 && command.PipedFrom.Any(Decoders.Contains))
            return "It runs code that is hidden in an encoding.";
        var isMade = command.Words is [ShellReading.Unknown, ..]
            || (command.Name == "eval" && command.Arguments.Any(word => word.Contains(ShellReading.Unknown, StringComparison.Ordinal)))
            || (runs && command.Operands.Contains(ShellReading.Unknown));
        return isMade ? "It runs what another command prints, which cannot be known before." : null;
    }

    // A name that is only made when it runs.
    static string? Hidden(ShellCommand command) =>
        command.Words is [var name, ..] && name.AsSpan().IndexOfAny("?*[") >= 0 && KnownDangerous.Any(known => Fits(name, known))
            ? "The name of the command is hidden behind a pattern that fits a dangerous one."
            : null;

    static bool Fits(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern[(pattern.LastIndexOf('/') + 1)..].Replace("[", "?", StringComparison.Ordinal), name);

    static bool IsDisk(string path) => ShellPath.Normal(path) is var normal && Disks.Any(disk => normal.StartsWith(disk, StringComparison.Ordinal));

    static bool IsPrecious(string path) => PreciousPaths.Holds(path);

    static HashSet<string> Names(IEnumerable<string> names) => names.Select(name => name.ToLowerInvariant()).ToHashSet();
}
