using System.IO.Enumeration;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>The paths that are guarded.</summary>
sealed class GuardedPaths(BlockSensitiveFileWritesOptions options)
{
    const int FarUp = 3;

    static readonly string[] Known =
    [
        // The system.
        "/etc/*", "/usr/*", "/bin/*", "/sbin/*", "/lib/*", "/lib64/*", "/boot/*", "/sys/*", "/proc/*", "/var/spool/cron/*", "/library/*", "/system/*", "c:/windows/*", "/dev/sd*", "/dev/nvme*",
        // Keys and credentials.
        "~/.ssh/*", "~/.aws/*", "~/.gnupg/*", "~/.kube/*", "~/.docker/*", "~/.azure/*", "~/.config/gcloud/*", "~/.config/gh/*", "~/.netrc", "~/.pypirc", "~/.npmrc", "~/.git-credentials",
        "authorized_keys", "id_rsa", "id_ed25519", "id_ecdsa", "*.pem", ".env", ".env.*", "*/.ssh/*", "*/.aws/*",
        // What runs by itself.
        "~/.bashrc", "~/.bash_profile", "~/.bash_login", "~/.bash_logout", "~/.profile", "~/.zshrc", "~/.zprofile", "~/.zshenv", "~/.zlogin", "~/.config/fish/*", "~/.config/autostart/*",
        "~/.config/systemd/*", "~/.gitconfig", "~/.config/git/*", "*.git/hooks/*", "*.git/config", "~/.claude/*", "~/.codex/*", ".claude/settings*.json", "~/.vimrc", "~/.inputrc", "~/library/launchagents/*",
        "~/.local/bin/*", "~/.config/pip/*", "~/.pip/*", "*/ld.so.preload", "~/.config/code/user/*", "usercustomize.py", "sitecustomize.py", "~/agents.md", "~/claude.md", "~/.cursor/*",
    ];

    // By convention they hold no secret: they say which ones there are.
    static readonly string[] Examples = [".env.example", ".env.sample", ".env.template", ".env.dist"];

    readonly string[] _guarded = [.. Known, .. options.AlsoGuard.Select(Lower)];
    readonly string[] _allowed = [.. Examples.Except(options.AlsoGuard.Select(Lower)), .. options.Allow.Select(Lower)];

    public bool IsGuarded(string path)
    {
        var normal = ShellPath.Normal(path);
        return IsGuardedAs(normal) || (FromRoot(normal) is { } rooted && IsGuardedAs(ShellPath.Normal(rooted)));
    }

    bool IsGuardedAs(string path) => _guarded.Any(guard => Fits(guard, path)) && !_allowed.Any(allowed => Fits(allowed, path));

    // Where a path that climbs so far begins, nobody knows here; that it may end at the root, everybody does.
    static string? FromRoot(string path)
    {
        var climbs = path.Split('/').TakeWhile(part => part == "..").Count();
        return climbs >= FarUp ? path[((3 * climbs) - 1)..] : null;
    }

    static bool Fits(string guard, string path)
    {
        var name = guard.Contains('/') ? path : path[(path.LastIndexOf('/') + 1)..];
        return FileSystemName.MatchesSimpleExpression(guard, name)
            // The directory itself, and relative paths that end in a guarded one of the project's own.
            || (guard.EndsWith("/*", StringComparison.Ordinal) && path == guard[..^2])
            || (guard[0] is '.' && guard.Contains('/') && FileSystemName.MatchesSimpleExpression("*/" + guard, path));
    }

    static string Lower(string path) => path.ToLowerInvariant();
}
