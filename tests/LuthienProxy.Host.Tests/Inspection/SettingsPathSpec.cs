using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using LuthienProxy.Host.Inspection;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.Tests.Settings;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>GET /api/system/settings</c>: what is in effect, where it comes from and why it is so; and nothing that is a secret.</summary>
[Trait("Spec", "000-39")]
public sealed partial class SettingsPathSpec : GatewaySpec
{
    const string Path = "/api/system/settings";
    const string Marker = "S3cretM4rk";

    static readonly string[] Paths = ["/api/system/actors", "/api/system/journal", "/api/system/nodes", "/api/system/dependencies", Path];

    [Fact]
    public async Task Every_setting_must_be_there_with_its_value_its_place_and_its_description()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var settings = (await gateway.ReadAsync(Path)).GetProperty("settings").EnumerateArray().ToList();

        settings.ShouldAllBe(setting => setting.EnumerateObject().Select(member => member.Name).SequenceEqual(new[] { "path", "value", "source", "place", "description", "is_secret", "is_set" }));
        var single = SettingsTree.Leaves(new GatewaySettings { Upstreams = [], Routes = [] }).Select(leaf => leaf.Path).Except(["upstreams", "routes"]);
        single.Except(settings.Select(setting => Text(setting, "path"))).ShouldBeEmpty();
        settings.ShouldAllBe(setting => setting.GetProperty("is_secret").GetBoolean() || setting.GetProperty("value").GetString() != null);
        settings.Where(setting => setting.GetProperty("description").GetString() is not { Length: > 0 }).Select(setting => Text(setting, "path")).ShouldBeEmpty();
    }

    [Fact]
    public void A_default_must_name_its_line_in_the_file_that_comes_with_the_program()
    {
        var (settings, _) = Read("");
        var all = settings.Values.Where(setting => setting is { Source: "default", Place: not null }).ToList();
        all.Count.ShouldBeGreaterThan(100);
        var lines = House.Read("hocon/luthien.conf").Split('\n');
        all.Where(setting => !lines[int.Parse(setting.Place!.Split(':')[1]) - 1].Contains(KeyOf(setting), StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void A_value_must_say_which_file_variable_or_option_it_comes_from()
    {
        var (settings, file) = Read(
            """
            luthien.limits {
              messages = 7
              tools = 8
            }
            luthien.upstreams.mine { provider = openai, base-url = ${?MY_URL}, retry.failover = on }
            """,
            ["--luthien:limits:tools=9", "--luthien:journal:batch-count=3"], ("GATEWAY_PORT", "8111"), ("MY_URL", "http://localhost:1"));

        From("limits.messages").ShouldBe(("7", "file", $"{file}:2"));
        From("limits.tools").ShouldBe(("9", "command-line", "--luthien:limits:tools"));
        From("journal.batch-count").ShouldBe(("3", "command-line", "--luthien:journal:batch-count"));
        From("server.port").ShouldBe(("8111", "environment", "GATEWAY_PORT"));
        From("upstreams.mine.base-url").ShouldBe(("http://localhost:1", "environment", "MY_URL"));
        From("upstreams.mine.retry.failover").ShouldBe(("on", "file", $"{file}:5"));
        // Nothing says it: the default of every upstream.
        From("upstreams.mine.max-connections").ShouldBe(("20000", "default", null));
        From("routes.1.upstreams.0").ShouldSatisfyAllConditions(route => route.Value.ShouldBe("openai"), route => route.Source.ShouldBe("default"));

        (string? Value, string Source, string? Place) From(string path) => (settings[path].Value, settings[path].Source, settings[path].Place);
    }

    [Theory]
    [InlineData("limits.depth", "JSON nesting of a request. Tool inputs nest past 200; .NET's own default is 64.")]
    [InlineData("limits.tools", "Messages or input items, and tools, in one request: far beyond real sessions, far below what hurts.")]
    [InlineData("server.port", "0 takes a free one.")]
    [InlineData("upstreams.openai.retry.failover", "Whether a call moves on to the route's next upstream.")]
    [InlineData("upstreams.mine.base-url", "With or without a trailing /v1.")]
    public void A_description_must_be_the_comment_above_the_setting(string path, string comment) =>
        Read("luthien.upstreams.mine { provider = openai, base-url = \"http://localhost:1\" }").Settings[path].Description.ShouldBe(comment);

    [Fact]
    public async Task No_secret_may_be_in_any_answer_wherever_it_was_set()
    {
        var config = $$"""
            luthien.auth.proxy-api-key = "{{Marker}}1"
            luthien.upstreams.mine { provider = openai, base-url = "https://{{Marker}}2:{{Marker}}3@localhost:1/v1", api-key = "{{Marker}}4" }
            luthien.storage.pool { connect-timeout = 1s, wait = 1s }
            """;
        var gateway = await StartAsync(ScratchFolder.OfOneWithoutPolicies(), config, AdminAsking.Variable, ("ANTHROPIC_API_KEY", Marker + 5), ("OPENAI_API_KEY", Marker + 6),
            ("DATABASE_URL", $"postgres://{Marker}7:{Marker}8@127.0.0.1:1/calls?application_name={Marker}9"), ("REDIS_URL", $"redis://:{Marker}10@127.0.0.1:1/3"));
        var settings = (await gateway.ReadAsync(Path)).GetProperty("settings").EnumerateArray().ToDictionary(setting => Text(setting, "path"));

        foreach (var path in Paths)
            (await gateway.ReadAsync(path)).GetRawText().ShouldNotContain(Marker, customMessage: path);
        settings.Values.Where(setting => setting.GetProperty("is_secret").GetBoolean()).Select(setting => $"{Text(setting, "path")} {setting.GetProperty("value").ValueKind} {setting.GetProperty("is_set")}").ShouldBe(
        [
            "auth.proxy-api-key Null True", "auth.admin-api-key Null True", "upstreams.anthropic.api-key Null True", "upstreams.mine.api-key Null True", "upstreams.openai.api-key Null True",
        ]);
        Text(settings["storage.database-url"], "value").ShouldBe("postgres://127.0.0.1:1/calls");
        Text(settings["activity.redis-url"], "value").ShouldBe("redis://127.0.0.1:1/3");
        Text(settings["upstreams.mine.base-url"], "value").ShouldBe("https://localhost:1/v1");
    }

    [Fact]
    public void Secrets_of_the_command_line_and_of_a_connection_string_must_not_be_shown_either()
    {
        var (settings, _) = Read("", [$"--luthien:auth:admin-api-key={Marker}"], ("DATABASE_URL", $"Host=db;Username={Marker};Password={Marker}"));
        JsonSerializer.Serialize(settings.Values).ShouldNotContain(Marker);
        settings["auth.admin-api-key"].ShouldSatisfyAllConditions(key => key.IsSet.ShouldBeTrue(), key => key.Place.ShouldBe("--luthien:auth:admin-api-key"));
        settings["storage.database-url"].Value.ShouldBe("postgres://db:5432/");
        Read("").Settings["auth.proxy-api-key"].IsSet.ShouldBeFalse();
    }

    [Fact]
    public void Every_setting_whose_name_says_that_it_is_a_secret_or_an_address_must_be_marked_as_one()
    {
        var properties = typeof(GatewaySettings).Assembly.GetTypes().Where(type => type.Namespace == typeof(GatewaySettings).Namespace && type.Name.EndsWith("Settings", StringComparison.Ordinal))
            .SelectMany(type => type.GetProperties()).Where(property => property.PropertyType == typeof(string)).ToList();
        properties.Where(property => Secret().IsMatch(property.Name) && property.GetCustomAttribute<SecretAttribute>() is null).ShouldBeEmpty();
        properties.Where(property => Address().IsMatch(property.Name) && property.GetCustomAttribute<AddressAttribute>() is null).ShouldBeEmpty();
    }

    static (IReadOnlyDictionary<string, SettingView> Settings, string File) Read(string config, string[]? arguments = null, params (string Name, string Value)[] variables)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("own.conf", config);
        var (settings, _, origins) = SettingsReader.Read(Reading.Inputs(arguments ?? [], [(SettingsReader.ConfigVariable, file), .. variables]));
        return (SettingList.Of(settings, origins).Settings.ToDictionary(setting => setting.Path), file);
    }

    static string KeyOf(SettingView setting) => setting.Path.Split('.').Last(key => !int.TryParse(key, out _));

    static string Text(JsonElement of, string member) => of.GetProperty(member).GetString()!;

    [GeneratedRegex("Key$|Secret|Password|Token$|Credential")]
    private static partial Regex Secret();

    [GeneratedRegex("Ur[li]$|Address|Endpoint")]
    private static partial Regex Address();
}
