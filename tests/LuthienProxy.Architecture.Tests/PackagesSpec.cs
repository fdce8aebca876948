using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LuthienProxy.Architecture.Tests;

public sealed partial class PackagesSpec
{
    // The home of each package that the product uses; packages of rooms that are not built yet may stand here.
    static readonly Dictionary<string, string> Homes = new()
    {
        ["Serilog"] = "LuthienProxy.Host",
        ["Serilog.Sinks.Console"] = "LuthienProxy.Host",
        ["Serilog.Sinks.File"] = "LuthienProxy.Host",
        ["Serilog.Extensions.Logging"] = "LuthienProxy.Host",
        ["Polly.Core"] = "LuthienProxy.Pipeline",
        ["Npgsql"] = "LuthienProxy.Storage",
        ["Dapper"] = "LuthienProxy.Storage",
        ["Microsoft.Data.Sqlite"] = "LuthienProxy.Storage",
        ["SQLitePCLRaw.bundle_e_sqlite3"] = "LuthienProxy.Storage",
        ["SQLitePCLRaw.core"] = "LuthienProxy.Storage",
        ["StackExchange.Redis"] = "LuthienProxy.Activity",
        ["Microsoft.Diagnostics.Tracing.TraceEvent"] = "LuthienProxy.LoadTest",
    };

    // Programs for people parse their words and draw on the terminal the same way.
    static readonly string[] ForPrograms = ["System.CommandLine", "Spectre.Console"];
    static readonly string[] Programs = ["LuthienProxy.LoadTest", "LuthienProxy.Cli"];

    static readonly XElement[] Central =
        [.. XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion")];

    [Fact]
    public void Every_package_of_the_product_must_live_in_its_one_home() =>
        Repository.Projects.SelectMany(project => project.Packages.Select(package => (package, project.Name)))
            .Where(x => Homes.GetValueOrDefault(x.package) != x.Name && !(ForPrograms.Contains(x.package) && Programs.Contains(x.Name))).ShouldBeEmpty();

    [Fact]
    public void Versions_must_stand_in_the_central_file_only() =>
        Repository.Files("src", "*.csproj").Concat(Repository.Files("tests", "*.csproj"))
            .SelectMany(file => new ProjectFile(file.Path).OwnVersions).ShouldBeEmpty();

    [Fact]
    public void Versions_must_be_exact_and_given_once()
    {
        Central.Where(package => !Exact().IsMatch(package.Attribute("Version")!.Value)).ShouldBeEmpty();
        Central.GroupBy(package => package.Attribute("Include")!.Value).Where(same => same.Count() > 1).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?$")]
    private static partial Regex Exact();
}
