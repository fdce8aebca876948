using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Host.Health;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tests.Settings;

namespace LuthienProxy.Host.Tests.Deployment;

/// <summary>The <c>Dockerfile</c> against the code: what it builds, names and exposes is there.</summary>
[Trait("Spec", "000-42")]
public sealed partial class ImageSpec
{
    static readonly string[] Lines =
        [.. House.Read("Dockerfile").Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && !line.StartsWith('#'))];

    static readonly string[] Final = [.. Lines.SkipWhile(line => !line.EndsWith(" AS final", StringComparison.Ordinal))];

    static readonly string Program = typeof(HealthProbe).Assembly.GetName().Name + ".dll";

    [Fact]
    public void It_must_be_built_and_run_by_exact_versions_of_the_projects_framework()
    {
        var sdk = Version.Parse(Tag("SDK_TAG"));
        var runtime = Version.Parse(Tag("RUNTIME_TAG"));
        House.Read("Directory.Build.props").ShouldContain($"<TargetFramework>net{runtime.Major}.{runtime.Minor}</TargetFramework>");
        sdk.ShouldBeGreaterThanOrEqualTo(Version.Parse(SdkVersion().Match(House.Read("global.json")).Groups[1].Value));
        (sdk.Major, sdk.Minor).ShouldBe((runtime.Major, runtime.Minor));
        Lines.Where(line => line.StartsWith("FROM ", StringComparison.Ordinal)).ShouldAllBe(line => BaseImage().IsMatch(line));
    }

    [Fact]
    public void It_must_be_published_whole()
    {
        var publish = Lines.Single(line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal));
        var project = publish.Split(' ')[3];
        File.Exists(Path.Combine(House.Root, project, Path.GetFileName(project) + ".csproj")).ShouldBeTrue(project);
        (Path.GetFileName(project) + ".dll").ShouldBe(Program);
        var cutting = Cutting();
        new[] { publish, House.Read("Directory.Build.props"), House.Read($"{project}/{Path.GetFileName(project)}.csproj") }.Where(text => cutting.IsMatch(text)).ShouldBeEmpty();
    }

    [Fact]
    public void It_must_start_and_ask_the_program_that_is_published()
    {
        Final.ShouldContain($"ENTRYPOINT [\"dotnet\", \"{Program}\"]");
        Final.Single(line => line.StartsWith("HEALTHCHECK ", StringComparison.Ordinal)).ShouldEndWith($" CMD [\"dotnet\", \"{Program}\", \"{HealthProbe.Verb}\", \"live\"]");
    }

    [Fact]
    public void It_must_need_no_shell_and_run_as_nobody_special()
    {
        Final.Where(line => line.StartsWith("RUN ", StringComparison.Ordinal)).ShouldBeEmpty();
        var user = Argument("USER ");
        user.ShouldMatch("^[1-9][0-9]*:[1-9][0-9]*$");
        Final.ShouldContain(line => line.StartsWith($"COPY --from=build --chown={user} ", StringComparison.Ordinal));
        var compose = Shapes.Read(Shapes.Several);
        compose.Gateways.ShouldAllBe(gateway => compose.Text(gateway, "user") == user);
    }

    [Fact]
    public void Its_port_and_its_volume_must_be_those_of_its_settings()
    {
        var (name, path) = (Argument("ENV ").Split('=')[0], Argument("ENV ").Split('=')[1]);
        name.ShouldBe(SettingsReader.ConfigVariable);
        // Beside the program lies what the project copies from hocon/.
        path.ShouldBe($"{Argument("WORKDIR ")}/{Shapes.Config}");
        var settings = Reading.OfFile(Path.Combine(House.Root, Shapes.Config));
        Argument("EXPOSE ").ShouldBe($"{settings.Server.Port}");
        Argument("VOLUME ").ShouldBe($"[\"{settings.DataDirectory}\"]");
    }

    [Fact]
    public void A_mounted_file_must_go_over_the_images_settings()
    {
        using var image = new ScratchFolder();
        var config = image.Write("container.conf", House.Read(Shapes.Config));
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(config)!, "own"));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(config)!, "own", "luthien.conf"), "luthien.server.max-calls = 7");
        Reading.OfFile(config).Server.MaxCalls.ShouldBe(7);
        Reading.OfFile(config).DataDirectory.ShouldBe("/data");
    }

    [Theory]
    [InlineData("src/LuthienProxy.Host/Program.cs")]
    [InlineData("hocon/container.conf")]
    [InlineData("migrations/postgres/0001_create_journal.sql")]
    [InlineData("Directory.Packages.props")]
    public void What_the_build_needs_must_get_in(string path) => BuildContext.LetsIn(path).ShouldBeTrue();

    [Theory]
    [InlineData(".env")]
    [InlineData("data/admin-key")]
    [InlineData(".git/config")]
    [InlineData("deploy/config/luthien.conf")]
    [InlineData("tests/LuthienProxy.Host.Tests/GlobalUsings.cs")]
    [InlineData("src/LuthienProxy.Host/obj/project.assets.json")]
    public void What_is_nobodys_business_must_stay_out(string path) => BuildContext.LetsIn(path).ShouldBeFalse();

    static string Tag(string name) => Lines.Single(line => line.StartsWith($"ARG {name}=", StringComparison.Ordinal)).Split('=')[1].Split('-')[0];

    static string Argument(string instruction) => Final.Single(line => line.StartsWith(instruction, StringComparison.Ordinal))[instruction.Length..];

    [GeneratedRegex("\"version\": \"([0-9.]+)\"")]
    private static partial Regex SdkVersion();

    [GeneratedRegex(@"^FROM (--platform=\$BUILDPLATFORM )?[a-z./]+/dotnet/(sdk:\$\{SDK_TAG\}|aspnet:\$\{RUNTIME_TAG\}) AS (build|final)$")]
    private static partial Regex BaseImage();

    [GeneratedRegex("PublishTrimmed|PublishAot|PublishSingleFile|TrimMode|IsTrimmable")]
    private static partial Regex Cutting();
}
