using System.IO.Enumeration;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>The paths that are guarded.</summary>
sealed class GuardedPaths(BlockSensitiveFileWritesOptions options)
{
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
    ];

    readonly string[] _guarded = [.. Known, .. options.AlsoGuard.Select(Lower)];
    readonly string[] _allowed = [.. options.Allow.Select(Lower)];

    public bool IsGuarded(string path)
    {
        var normal = ShellPath.Normal(path);
        return _guarded.Any(guard => Fits(guard, normal)) && !_allowed.Any(allowed => Fits(allowed, normal));
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
