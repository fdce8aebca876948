using System.Diagnostics;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>The server's programs, installed when first asked for. They refuse to run as root: then they run as Debian's user <c>postgres</c>.</summary>
static class PostgresPrograms
{
    const string Versions = "/usr/lib/postgresql";

    static readonly Lazy<Task> Installed =
        new(() => Provisioner.RunAloneAsync("postgresql", () => DebianPackages.NeedAsync("postgres", program => Find(program) is not null, "postgresql")));

    /// <summary>The user they run as; null: the present one.</summary>
    public static string? User { get; } = Environment.UserName == "root" ? "postgres" : null;

    /// <summary>A program, ready to be started.</summary>
    public static async Task<ProcessStartInfo> StartInfoAsync(string program, string folder, params string[] arguments)
    {
        await Installed.Value;
        var path = Find(program) ?? throw new FileNotFoundException("PostgreSQL is installed, but without this program.", program);
        var start = User is null ? new ProcessStartInfo(path, arguments) : new ProcessStartInfo("setpriv", [$"--reuid={User}", $"--regid={User}", "--init-groups", path, .. arguments]);
        start.WorkingDirectory = folder;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        CleanEnvironment.Set(start, folder);
        start.Environment["LC_ALL"] = "C";
        return start;
    }

    // Debian keeps each version's programs in a folder of its own, off the path; the newest wins.
    static string? Find(string program) => Directory.Exists(Versions)
        ? Directory.GetDirectories(Versions).OrderByDescending(folder => Version(Path.GetFileName(folder))).Select(folder => Path.Combine(folder, "bin", program)).FirstOrDefault(File.Exists)
        : null;

    static int Version(string name) => int.TryParse(name, out var number) ? number : 0;
}
