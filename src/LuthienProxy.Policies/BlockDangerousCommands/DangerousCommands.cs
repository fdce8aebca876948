using System.IO.Enumeration;
using System.Text.RegularExpressions;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>The rules: what is dangerous, and why, in a sentence.</summary>
sealed partial class DangerousCommands(BlockDangerousCommandsOptions options)
{
    static readonly string[] Formatters = ["mkswap", "wipefs", "fdisk", "sfdisk", "gdisk", "sgdisk", "parted", "hdparm", "badblocks", "mdadm", "diskutil", "shred", "diskpart", "format", "cryptsetup", "blkdiscard"];

    static readonly string[] Disks =
        ["/dev/sd", "/dev/nvme", "/dev/hd", "/dev/vd", "/dev/xvd", "/dev/disk", "/dev/rdisk", "/dev/mmcblk", "/dev/mapper", "/dev/md", "/physicaldrive", "//./physicaldrive"];

    static readonly string[] PowerCommands = ["shutdown", "reboot", "halt", "poweroff", "telinit"];

    static readonly string[] RemovingWords = ["rmtree", "os.remove", "unlink", "rmsync", "rmdirsync", "fs.rm", "fs.promises.rm", "rm_rf", "rm_r", "fileutils.rm", "remove_tree", "removedirs", "remove_entry", "rimraf", "file::path", "delete_tree"];

    static readonly string[] KnownDangerous = ["rm", "mkfs", "dd", "shutdown", "reboot", "shred"];

    readonly HashSet<string> _alsoBlocked = Names(options.AlsoBlock);
    readonly HashSet<string> _allowed = Names(options.Allow);

    /// <summary>Why the scripts are dangerous; null when they are not.</summary>
    public string? Danger(ShellReading reading) =>
        reading.Commands.Select(command => Danger(command, reading)).FirstOrDefault(danger => danger is not null)
        ?? (reading.IsTooComplex ? "The command is nested too deeply, or too long, to be understood." : null);

    string? Danger(ShellCommand command, ShellReading reading)
    {
        if (_allowed.Contains(command.Name))
            return null;
        if (_alsoBlocked.Contains(command.Name))
            return $"The command {command.Name} is not allowed here.";
        return Writes(command) ?? Removal(command) ?? Disk(command) ?? Machine(command) ?? GitHistory.Danger(command) ?? Infrastructure.Danger(command) ?? Bomb(command, reading) ?? UnreadCode.Danger(command) ?? Hidden(command) ?? Program(command);
    }

    static string? Writes(ShellCommand command) => command.Writes.Any(IsDisk) ? "It writes over a disk."
        : command.Writes.Concat(command.Name == "tee" ? command.Operands : []).Any(path => ShellPath.Normal(path) == "/proc/sysrq-trigger") ? "It stops the machine."
        : null;

    static string? Removal(ShellCommand command) => command.Name switch
    {
        "rm" or "unlink" or "rmdir" or "srm" or "rd" or "del" or "erase" or "ri" or "remove-item" or "trash" or "rimraf" when Means(command, command.Operands)
            => "It removes a directory that a system or a person cannot do without.",
        "rm" when command.Has('r', "--recursive") && command.Arguments.Contains("--no-preserve-root") => "It removes everything, with the last safeguard off.",
        "rm" when command.Has('r', "--recursive") && command.Operands.SelectMany(command.PathsOf).Any(PreciousPaths.HoldsPart) => "It removes a part of the system.",
        "find" or "fd" when command.Arguments.Contains("-delete") && (Means(command, command.Operands.Take(1)) || !command.Arguments.Any(IsTest))
            => "It removes everything below a directory that a system or a person cannot do without.",
        "mv" when Means(command, command.Operands.SkipLast(1)) => "It moves away a directory that a system or a person cannot do without.",
        "chmod" or "chown" or "chgrp" or "setfacl" when command.Has('R', "--recursive") && Means(command, command.Operands)
            => "It changes who may do what in a whole system or home directory.",
        "rsync" when command.Arguments.Any(word => word.StartsWith("--delete", StringComparison.Ordinal)) && Means(command, command.Operands.TakeLast(1))
            => "It removes what is not in the source from a whole system or home directory.",
        _ => null,
    };

    // What tells the files that find removes from all others; without any, all of them go.
    static bool IsTest(string word) => word is ['-', 'n' or 'i' or 'p' or 'r' or 'm' or 's' or 'e' or 't' or 'u' or 'c' or 'a' or 'g', ..] && word is not ("-print" or "-print0" or "-mindepth" or "-maxdepth" or "-exec" or "-execdir" or "-mount");

    static string? Disk(ShellCommand command)
    {
        if ((command.Name.StartsWith("mkfs", StringComparison.Ordinal) || command.Name.StartsWith("newfs", StringComparison.Ordinal)) && !IsIntoFile(command))
            return "It formats a disk.";
        if (command.Name == "dd" && command.Arguments.Any(word => word.StartsWith("of=", StringComparison.Ordinal) && IsDisk(word[3..])))
            return "It writes over a disk.";
        if (Formatters.Contains(command.Name) && (command.Name == "diskpart" || command.Operands.Any(path => IsDisk(path) || path is [_, ':'])))
            return "It destroys what is on a disk.";
        return command.Name is "cp" or "tee" or "dd" or "pv" or "truncate" or "tar" && command.Operands.Any(IsDisk) && (command.Name is not ("cp" or "pv") || IsDisk(command.Operands.Last())) ? "It writes over a disk." : null;
    }

    // A file system in a file: an image, named as files are.
    static bool IsIntoFile(ShellCommand command) =>
        command.Operands.LastOrDefault() is { } target && target.Contains('.') && !target.Contains('$') && !ShellPath.Normal(target).StartsWith("/dev", StringComparison.Ordinal) && !command.Operands.Any(IsDisk);

    static string? Machine(ShellCommand command) => command.Name switch
    {
        _ when PowerCommands.Contains(command.Name) => "It stops the machine.",
        "init" when command.Operands.Any(word => word is "0" or "6") => "It stops the machine.",
        "systemctl" when command.Operands.Any(word => word is "poweroff" or "reboot" or "halt" or "emergency" or "rescue") => "It stops the machine.",
        "kill" when command.Arguments.Skip(1).LastOrDefault() == "-1" => "It ends every process there is.",
        "killall5" => "It ends every process there is.",
        "zpool" or "zfs" or "vgremove" or "lvremove" or "pvremove" when command.Name is not ("zpool" or "zfs") || command.Operands.FirstOrDefault() is "destroy" or "labelclear" => "It destroys what is on a disk.",
        "crontab" when command.Has('r') => "It removes all scheduled jobs.",
        "ufw" when command.Operands.FirstOrDefault() is "disable" or "reset" => "It opens the firewall.",
        "iptables" when command.Has('F', "--flush") => "It opens the firewall.",
        "userdel" or "deluser" => "It removes a user.",
        _ => null,
    };

    // A function that feeds itself.
    static string? Bomb(ShellCommand command, ShellReading reading) =>
        command.PipedFrom.Contains(command.Name) && reading.Functions.Contains(command.Name) ? "It starts processes until the machine stands still." : null;

    // What a program in another language removes by itself.
    static string? Program(ShellCommand command) =>
        ShellNesting.IsLanguage(command.Name) && WideLetters.Narrow(ShellNesting.ProgramOf(command)) is var program && RemovingWords.Any(word => program.Contains(word, StringComparison.OrdinalIgnoreCase))
            && ProgramText.Strings(program).Any(PreciousPaths.Holds)
            ? $"The {command.Name} program removes a directory that a system or a person cannot do without."
            : null;

    // A name that is only made when it runs.
    static string? Hidden(ShellCommand command) =>
        command.Words is [var name, ..] && name.AsSpan().IndexOfAny("?*[") >= 0 && KnownDangerous.Any(known => Fits(name, known))
            ? "The name of the command is hidden behind a pattern that fits a dangerous one."
            : null;

    static bool Fits(string pattern, string name) => FileSystemName.MatchesSimpleExpression(Class().Replace(pattern[(pattern.LastIndexOf('/') + 1)..], "?"), name);

    [GeneratedRegex(@"\[[^\]]*\]?", RegexOptions.NonBacktracking)]
    private static partial Regex Class();

    static bool IsDisk(string path) => ShellPath.Normal(path) is var normal && Disks.Any(disk => normal.StartsWith(disk, StringComparison.Ordinal));

    static bool Means(ShellCommand command, IEnumerable<string> paths) => paths.SelectMany(command.PathsOf).Any(PreciousPaths.Holds);

    static HashSet<string> Names(IEnumerable<string> names) => names.Select(name => name.ToLowerInvariant()).ToHashSet();
}
