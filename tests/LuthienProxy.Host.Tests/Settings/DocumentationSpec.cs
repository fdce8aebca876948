using System.Net;
using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>README, <c>.env.example</c>, <c>hocon/luthien.conf</c> and the code say the same.</summary>
[Trait("Spec", "000-06")]
[Trait("Spec", "000-13")]
public sealed partial class DocumentationSpec : GatewaySpec
{
    static readonly string Readme = House.Read("README.md");
    static readonly string Example = House.Read(".env.example");

    static readonly string[] Variables =
        [.. Found(Substitution(), House.Read("hocon/luthien.conf")).Append(SettingsReader.ConfigVariable).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void The_README_must_have_a_row_for_every_variable_and_for_no_other()
    {
        var rows = Readme.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal) && Variable().IsMatch(line));
        rows.SelectMany(row => Found(Variable(), row.Split('|')[1])).Where(name => name.Contains('_') && !name.EndsWith("_BASE_URL", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ShouldBe(Variables);
    }

    [Fact]
    public void The_example_must_hold_every_variable_and_no_other_but_those_of_the_compose_files() =>
        Found(Assignment(), Example).Order(StringComparer.Ordinal)
            .ShouldBe(Variables.Concat(ComposeFile.VariablesOf("docker-compose.yaml").Keys).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void The_examples_values_must_be_the_defaults()
    {
        var values = Example.Split('\n').Where(line => Assignment().IsMatch(line)).Select(line => line.Split('=', 2)).Select(pair => (pair[0], pair[1])).ToArray();
        Leaves(Reading.Of(values)).ShouldBe(Leaves(Reading.Of()));
        Reading.Of(values).Upstreams.ShouldBe(Reading.Of().Upstreams, ignoreOrder: true);
    }

    [Theory]
    [InlineData("GATEWAY_HOST")]
    [InlineData("AUTH_MODE")]
    [InlineData("DATABASE_URL")]
    public void The_READMEs_defaults_must_be_the_settings(string variable)
    {
        var settings = new GatewaySettings();
        string[] defaults = [settings.Server.Host, $"{settings.Server.Port}", settings.Auth.Mode, settings.Storage.DatabaseUrl];
        var row = Readme.Split('\n').Single(line => line.StartsWith($"| `{variable}`", StringComparison.Ordinal));
        Found(Code(), row.Split('|')[3]).ShouldBeSubsetOf(defaults);
    }

    [Fact]
    public void Every_command_of_the_README_must_exist()
    {
        var commands = Found(Command(), Readme).Distinct().ToList();
        commands.ShouldBe(["run", "demo", "test", "cover", "mutate", "bench", "load", "fmt"]);
        commands.Where(command => !House.Read("build.sh").Contains($"  {command})", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_page_and_file_that_the_README_links_must_exist() =>
        Found(Link(), Readme).Where(link => !File.Exists(Path.Combine(House.Root, link))).ShouldBeEmpty();

    [Fact]
    public async Task The_READMEs_first_answer_must_need_no_key()
    {
        var gateway = await StartAsync();
        var body = Readme.Split('\n').Single(line => line.TrimStart().StartsWith("-d '", StringComparison.Ordinal)).Trim()[4..^1];
        var response = await gateway.AskAsync(SimulatorApi.ChatCompletions, body, key: null);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await new EventReader(await response.Content.ReadAsStreamAsync()).RestAsync()).ShouldEndWith("data: [DONE]\n\n");
    }

    [Fact]
    public async Task Every_simulated_model_of_the_README_must_exist()
    {
        var gateway = await StartAsync();
        foreach (var model in Found(Model(), Readme).Distinct())
            (await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: model), key: null)).StatusCode.ShouldBe(HttpStatusCode.OK, model);
    }

    static IEnumerable<(string Path, object? Value)> Leaves(GatewaySettings settings) => SettingsTree.Leaves(settings).Where(leaf => leaf.Path is not ("upstreams" or "routes"));

    static IEnumerable<string> Found(Regex pattern, string text) => pattern.Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"^ *[a-z-]+ = \$\{\?([A-Z_]+)\}", RegexOptions.Multiline)]
    private static partial Regex Substitution();

    [GeneratedRegex("`([A-Z][A-Z_]+)`")]
    private static partial Regex Variable();

    [GeneratedRegex("^([A-Z_]+)=", RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    [GeneratedRegex(@"^\./build\.sh (\w+)", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"\]\(([^)#:]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex("(sim/(?!\\*)[^`\"]+)[`\"]")]
    private static partial Regex Model();
}
