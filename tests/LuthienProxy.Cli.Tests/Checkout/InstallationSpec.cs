using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Cli.Tests.Checkout;

/// <summary><c>pbm</c> as a .NET tool: packed, installed from that package alone, and run.</summary>
public sealed class InstallationSpec : IDisposable
{
    readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pbm-tool-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_packed_tool_must_install_and_run()
    {
        // What these tests were built with is packed: nothing is built here.
        var packages = Path.Combine(_folder.FullName, "packages");
        (await DotnetAsync("pack", Path.Combine(Repository.Root, "src", "LuthienProxy.Cli"), "--no-build", "-c", Configuration, "-o", packages, "-v", "q")).MustSucceed();
        var sources = Path.Combine(_folder.FullName, "nuget.config");
        await File.WriteAllTextAsync(sources, $"<configuration><packageSources><clear/><add key=\"here\" value=\"{packages}\"/></packageSources></configuration>");
        (await DotnetAsync("tool", "install", "LuthienProxy.Cli", "--tool-path", _folder.FullName, "--configfile", sources)).MustSucceed();

        var result = await new ProgramRun(Path.Combine(_folder.FullName, "pbm"), ["health", "--at", "gateway.invalid"]) { Directory = _folder.FullName }.RunAsync();

        result.ExitCode.ShouldBe(3, result.Errors);
    }

    // artifacts/bin/<project>/<configuration>/
    static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    // What another build of the same version left in the person's cache is not what is tested here.
    Task<ProgramResult> DotnetAsync(params string[] words) => new ProgramRun(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", words)
    {
        Directory = _folder.FullName, KeepsEnvironment = true, Environment = { ["NUGET_PACKAGES"] = Path.Combine(_folder.FullName, "cache") },
    }.RunAsync();
}
