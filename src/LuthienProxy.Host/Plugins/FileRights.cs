using LuthienProxy.Host.Settings;
using Microsoft.Win32.SafeHandles;

namespace LuthienProxy.Host.Plugins;

/// <summary>Who may write what decides what is loaded. Looks at Unix mode bits; on Windows, and at owners and access lists, the administrator has to.</summary>
static class FileRights
{
    const UnixFileMode Others = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>As many as Linux follows.</summary>
    const int MostLinks = 40;

    /// <summary>Insists that nobody but the owner can write the open file, or put another in its place.</summary>
    /// <exception cref="StartRefusedException">Somebody else can.</exception>
    public static void DemandOwnersOnly(SafeFileHandle file, string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        // Of what was opened, not of what lies there by now.
        if ((File.GetUnixFileMode(file) & Others) != UnixFileMode.None)
            throw new StartRefusedException([$"{path} can be written by others than its owner, so that they decide what the gateway loads. Take the right away: chmod go-w"]);
        foreach (var folder in FoldersOf(path).Where(OthersCanReplaceIn))
            throw new StartRefusedException([$"{folder} can be written by others than its owner, so that they can replace {path}. Take the right away: chmod go-w"]);
    }

    /// <summary>Whether others than its owner can put files into the folder.</summary>
    public static bool OthersCanWrite(string folder) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & Others) != UnixFileMode.None;

    /// <summary>The path with every link on the way to it followed; links that lead in a circle are left, opening them fails.</summary>
    public static string Real(string path) => Real(Path.GetFullPath(path), MostLinks);

    static string Real(string full, int links)
    {
        if (Path.GetDirectoryName(full) is not { } parent || links == 0)
            return full;
        var folder = Real(parent, links);
        var here = Path.Combine(folder, Path.GetFileName(full));
        return new FileInfo(here).LinkTarget is { } target ? Real(Path.GetFullPath(target, folder), links - 1) : here;
    }

    // Where the name stands, and where the file does, when the name is a link.
    static IEnumerable<string> FoldersOf(string path) => new[] { Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetDirectoryName(Real(path))! }.Distinct();

    // In a sticky folder (/tmp) only a file's owner can replace it.
    static bool OthersCanReplaceIn(string folder) => OthersCanWrite(folder) && !OperatingSystem.IsWindows() && !File.GetUnixFileMode(folder).HasFlag(UnixFileMode.StickyBit);
}
