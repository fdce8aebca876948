using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>Packages from npm in the exact versions of a committed lock file, installed below <c>.work</c> when first asked for.</summary>
/// <param name="name">Of the folder below <c>.work</c>.</param>
/// <param name="source">The folder that holds <c>package.json</c>, its lock file, and scripts that import the packages.</param>
public sealed class NpmFolder(string name, string source)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    readonly string _folder = Path.Combine(Provisioner.Folder, name);

    /// <summary>The place of a file in it, which is there once <see cref="InstallAsync"/> is done.</summary>
    public string PathOf(params string[] parts) => Path.Combine([_folder, .. parts]);

    /// <summary>Installs what is missing or not of the lock file's versions. Only one process at a time does, and only the first call in each.</summary>
    /// <exception cref="InvalidOperationException">It cannot be installed; the message says what to do.</exception>
    public Task InstallAsync() => _installed ??= Provisioner.RunAloneAsync(name, InstallMissingAsync);

    Task? _installed;

    async Task InstallMissingAsync()
    {
        await DebianPackages.NeedAsync("node", "nodejs", "npm");
        await DebianPackages.NeedAsync("npm", "npm");
        Directory.CreateDirectory(_folder);
        // Scripts must lie beside the packages that they import.
        foreach (var file in Directory.EnumerateFiles(source))
            File.Copy(file, PathOf(Path.GetFileName(file)), overwrite: true);
        var stamp = PathOf("installed-package-lock.json");
        var wanted = await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json"));
        if (File.Exists(stamp) && await File.ReadAllTextAsync(stamp) == wanted)
            return;
        var install = new ProgramRun("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
        {
            Directory = _folder,
            TimeLimit = Patience,
            KeepsEnvironment = true,
        };
        (await install.RunAsync()).MustSucceed();
        await File.WriteAllTextAsync(stamp, wanted);
    }
}
