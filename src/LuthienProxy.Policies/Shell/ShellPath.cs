namespace LuthienProxy.Policies.Shell;

/// <summary>Paths as they are meant: without detours, with the home directory as <c>~</c>, in small letters and with forward slashes.</summary>
static class ShellPath
{
    static readonly string[] Homes = ["$home", "${home}", "%userprofile%", "$env:userprofile"];

    /// <summary>The path without <c>.</c>, <c>..</c> and doubled slashes.</summary>
    public static string Normal(string path)
    {
        // What nobody sees (zero-width joiners, marks of direction) some file systems leave out.
        var plain = string.Concat(path.Where(c => char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format)).Trim().Replace('\\', '/').ToLowerInvariant();
        if (plain.StartsWith("file://", StringComparison.Ordinal))
            plain = Uri.UnescapeDataString(plain["file://".Length..]);
        foreach (var home in Homes)
            if (plain.StartsWith(home, StringComparison.Ordinal))
                plain = "~" + plain[home.Length..];
        var isRooted = plain.StartsWith('/');
        var parts = new List<string>();
        foreach (var part in plain.Split('/', StringSplitOptions.RemoveEmptyEntries))
            if (part == ".." && parts.Count > 0 && parts[^1] != "..")
                parts.RemoveAt(parts.Count - 1);
            else if (part != "." && !(part == ".." && isRooted))
                parts.Add(part);
        return AtHome((isRooted ? "/" : "") + string.Join('/', parts));
    }

    // Everybody's home is ~.
    static string AtHome(string path)
    {
        var parts = path.Split('/');
        if (parts is ["", "root", ..])
            return string.Join('/', ["~", .. parts[2..]]);
        return parts is ["", "home" or "users", _, ..] ? string.Join('/', ["~", .. parts[3..]]) : path;
    }
}
