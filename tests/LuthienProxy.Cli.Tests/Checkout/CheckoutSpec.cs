using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Cli.Tests.Checkout;

/// <summary><c>./pbm</c>, in a checkout that holds nothing else, before a <c>dotnet</c> that says what it was asked for.</summary>
public sealed class CheckoutSpec : IDisposable
{
    const string Dotnet =
        """
        #!/usr/bin/env bash
        echo "$1" >> "$(dirname "$0")/asked"
        if [ "$1" = build ]; then echo building; touch "$PROGRAM"; else shift; echo "ran in $PWD: $*"; exit 4; fi
        """;

    static readonly DateTime Earlier = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    readonly DirectoryInfo _checkout = Directory.CreateTempSubdirectory("pbm-checkout-");

    public CheckoutSpec()
    {
        File.Copy(Path.Combine(Repository.Root, "pbm"), In("pbm"));
        Put("src/LuthienProxy.Cli/Verbs/A.cs");
        Put("src/LuthienProxy.Protocol/B.cs");
        Put("Directory.Build.props");
        Put("Directory.Packages.props");
        Put("elsewhere/x");
        Directory.CreateDirectory(In("artifacts/bin/LuthienProxy.Cli/release"));
        Put("bin/dotnet", Dotnet);
        File.SetUnixFileMode(In("bin/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    string Program => In("artifacts/bin/LuthienProxy.Cli/release/pbm.dll");

    public void Dispose() => _checkout.Delete(recursive: true);

    [Fact]
    public async Task What_was_never_built_must_be_built_and_run_where_the_person_stands()
    {
        var result = await RunAsync("health", "a b");

        (result.ExitCode, result.Output, result.Errors).ShouldBe((4, $"ran in {In("elsewhere")}: health a b\n", "building\n"));
    }

    [Fact]
    public async Task What_is_built_must_only_be_run()
    {
        Put("artifacts/bin/LuthienProxy.Cli/release/pbm.dll");

        await RunAsync("health");

        Asked.ShouldBe([Program]);
    }

    [Theory]
    [InlineData("src/LuthienProxy.Cli/Verbs/A.cs")]
    [InlineData("src/LuthienProxy.Cli/Verbs/New.cs")]
    [InlineData("src/LuthienProxy.Protocol/B.cs")]
    [InlineData("Directory.Packages.props")]
    public async Task What_is_older_than_its_sources_must_be_built_once(string source)
    {
        Put("artifacts/bin/LuthienProxy.Cli/release/pbm.dll");
        File.SetLastWriteTimeUtc(Program, Earlier);
        Put(source);

        await RunAsync("health");
        await RunAsync("health");

        Asked.ShouldBe(["build", Program, Program]);
    }

    [Fact]
    public async Task It_must_be_found_through_a_link_in_the_path()
    {
        Put("artifacts/bin/LuthienProxy.Cli/release/pbm.dll");
        File.CreateSymbolicLink(In("bin/pbm"), In("pbm"));

        (await new ProgramRun(In("bin/pbm"), ["health"]) { Directory = In("elsewhere"), Environment = { ["PATH"] = Search, ["PROGRAM"] = Program } }.RunAsync()).ExitCode.ShouldBe(4);
    }

    string[] Asked => File.ReadAllLines(In("bin/asked"));

    string Search => $"{In("bin")}:{Environment.GetEnvironmentVariable("PATH")}";

    Task<ProgramResult> RunAsync(params string[] words) =>
        new ProgramRun(In("pbm"), words) { Directory = In("elsewhere"), Environment = { ["PATH"] = Search, ["PROGRAM"] = Program } }.RunAsync();

    string In(string path) => Path.Combine(_checkout.FullName, path);

    void Put(string path, string text = "")
    {
        Directory.CreateDirectory(Path.GetDirectoryName(In(path))!);
        File.WriteAllText(In(path), text);
    }
}
