using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>Programs that tests need and that come from Debian. Not thread-safe: see <see cref="Provisioner"/>.</summary>
static class DebianPackages
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Installs the packages unless the program is there already.</summary>
    /// <exception cref="InvalidOperationException">They are missing and cannot be installed; the message says what to do.</exception>
    public static Task NeedAsync(string program, params string[] packages) => NeedAsync(program, Exists, packages);

    /// <summary>Installs the packages unless the program is there already, for a program that does not stand on the path.</summary>
    /// <exception cref="InvalidOperationException">They are missing and cannot be installed; the message says what to do.</exception>
    public static async Task NeedAsync(string program, Func<string, bool> exists, params string[] packages)
    {
        if (exists(program))
            return;
        var wanted = string.Join(' ', packages);
        if (Environment.UserName != "root" || !Exists("apt-get"))
            throw new InvalidOperationException($"The tests need '{program}'. Install it (Debian: apt-get install {wanted}), or run the tests as root so that they can.");
        await RunAsync("update");
        await RunAsync(["install", "-y", "--no-install-recommends", .. packages]);
    }

    static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program)));

    static async Task RunAsync(params string[] arguments)
    {
        var run = new ProgramRun("apt-get", ["-qq", .. arguments]) { TimeLimit = Patience, KeepsEnvironment = true, Environment = { ["DEBIAN_FRONTEND"] = "noninteractive" } };
        (await run.RunAsync()).MustSucceed();
    }
}
