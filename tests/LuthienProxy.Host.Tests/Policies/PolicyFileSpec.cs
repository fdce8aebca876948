using System.Net;
using System.Text.Json;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Policies from a file: what it may say, what is wrong with it and where, and that its changes are followed.</summary>
[Trait("Spec", "000-45")]
public sealed class PolicyFileSpec : GatewaySpec
{
    const string Good = """
        policies = [ { policy = AllCaps } ]
        """;

    readonly ScratchFolder _files = new();

    public static TheoryData<string, string> Bad => new()
    {
        { "policies = [\n  { policy = Unheard }\n]", "2:5" },
        { "policies = [\n  { policy = NoOp\n    moode = shadow }\n]", "3:5" },
        { "policies = [\n  { policy = NoOp, mode = loud }\n]", "2:20" },
        { "policies = [\n  { policy = SqlProtection, config {\n    readOnly = \"yes\"\n  } }\n]", "3:5" },
        { "policies = [\n  { policy = SqlProtection, config {\n    readonly = true\n  } }\n]", "3:5" },
        { "policies = [\n  { policy = StringReplacement, config {\n    pairs = [\n      { find = a, replace = b }\n      { find = a }\n    ]\n  } }\n]", "5:7" },
        { "policies = [\n  { policy = MultiSerial, config.policies = [\n    { policy = Unheard }\n  ] }\n]", "3:7" },
        { "policies = [\n  { policy = SimpleJudge, config {\n    upstream = nobody\n    model = m, rules = [ x ]\n  } }\n]", "3:5" },
        { "policies = [\n  { policy = NoOp, name = a }\n  { policy = AllCaps, name = a }\n]", "2:20" },
        { "policies = [\n  { policy = NoOp, onFailure = open\n    on-failure = open }\n]", "3:5" },
        { "policies = [\n  { config = {} }\n]", "2:3" },
        { "unheard = 1\npolicies = []", "1:1" },
        { "policies = [\n  7\n]", "2:3" },
        { "policies = {}", "1:1" },
        { "policies = [\n", "1:12" },
        { "", "1:1" },
    };

    [Theory]
    [InlineData("policies.conf", Good)]
    [InlineData("policies.json", """{ "$schema": "./policy-config.schema.json", "policies": [ { "policy": "AllCaps", "mode": "Enforce", "config": {} } ] }""")]
    [InlineData("policies.conf", "name = house\npolicies = [ { policy = NoOp, mode = shadow, on-failure = open }, { policy = MultiSerial, config.policies = [ { policy = AllCaps, on-failure = closed } ] } ]")]
    public async Task Calls_must_run_under_what_the_file_says(string name, string text)
    {
        var gateway = await FromFileAsync(_files.Write(name, text));
        (await AskedAsync(gateway)).ShouldContain("HELLO", Case.Sensitive);
        (await gateway.CurrentAsync()).GetProperty("source").GetString().ShouldBe("file");
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_file_must_refuse_the_start_and_say_where(string text, string place)
    {
        var path = _files.Write("policies.conf", text);
        var refused = await Should.ThrowAsync<StartRefusedException>(() => FromFileAsync(path));
        refused.Reasons.ShouldContain(reason => reason.StartsWith($"{path}:{place}", StringComparison.Ordinal), string.Join("\n", refused.Reasons));
    }

    [Fact]
    public async Task Everything_that_is_wrong_must_be_said_at_once()
    {
        var path = _files.Write("policies.conf", "policies = [\n  { policy = Unheard }\n  { policy = NoOp, mode = loud }\n  { policy = SqlProtection, config.readOnly = 7 }\n]");
        var refused = await Should.ThrowAsync<StartRefusedException>(() => FromFileAsync(path));
        refused.Reasons.Select(reason => reason[path.Length..].Split(':')[1]).ShouldBe(["2", "3", "4"]);
    }

    [Fact]
    public async Task A_file_that_is_not_there_must_refuse_the_start() =>
        (await Should.ThrowAsync<StartRefusedException>(() => FromFileAsync(Path.Combine(_files.Path, "none.conf")))).Reasons.ShouldHaveSingleItem();

    [Fact]
    public async Task A_change_must_come_into_use_and_a_bad_one_leave_what_was_and_be_shown()
    {
        var path = _files.Write("policies.conf", "policies = []");
        var gateway = await FromFileAsync(path);
        Replace(path, Good);
        await PolicyAdmin.UntilAsync(async () => (await AskedAsync(gateway)).Contains("HELLO", StringComparison.Ordinal));
        Replace(path, "policies = [ { policy = Unheard } ]");
        await PolicyAdmin.UntilAsync(async () => await StatusAsync(gateway) == "degraded");
        (await AskedAsync(gateway)).ShouldContain("HELLO", Case.Sensitive);
        (await gateway.CurrentAsync()).GetProperty("reasons")[0].GetString()!.ShouldStartWith($"{path}:1:");
        Replace(path, "policies = []");
        await PolicyAdmin.UntilAsync(async () => await StatusAsync(gateway) == "healthy");
        (await AskedAsync(gateway)).ShouldContain("Hello", Case.Sensitive);
    }

    [Fact]
    public async Task An_included_file_must_be_followed_too()
    {
        var included = _files.Write("stages.conf", "policies = []");
        var gateway = await FromFileAsync(_files.Write("policies.conf", "include \"stages.conf\""));
        Replace(included, Good);
        await PolicyAdmin.UntilAsync(async () => (await AskedAsync(gateway)).Contains("HELLO", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_mounted_configuration_whose_link_is_swapped_must_be_followed()
    {
        _files.Write(Path.Combine("one", "policies.conf"), "policies = []");
        _files.Write(Path.Combine("two", "policies.conf"), Good);
        var data = Path.Combine(_files.Path, "..data");
        Directory.CreateSymbolicLink(data, Path.Combine(_files.Path, "one"));
        var gateway = await FromFileAsync(Path.Combine(data, "policies.conf"));
        Directory.Delete(data);
        Directory.CreateSymbolicLink(data, Path.Combine(_files.Path, "two"));
        await PolicyAdmin.UntilAsync(async () => (await AskedAsync(gateway)).Contains("HELLO", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("create", """{ "name": "a", "policy": "NoOp" }""")]
    [InlineData("enable", """{ "name": "a", "policy": "NoOp" }""")]
    [InlineData("activate", """{ "name": "a" }""")]
    [InlineData("rollback", "")]
    [InlineData("deactivate", "")]
    public async Task With_a_file_alone_nothing_may_be_changed_by_the_API(string path, string body)
    {
        var gateway = await FromFileAsync(_files.Write("policies.conf", Good));
        using var response = await gateway.PolicyAsync(path, body);
        await response.ProblemAsync(HttpStatusCode.Conflict, "policies-from-file");
    }

    [Fact]
    public async Task What_the_database_lacks_must_come_from_the_file_behind_it()
    {
        var gateway = await FromFileAsync(_files.Write("policies.conf", Good), "db-fallback-file");
        (await gateway.CurrentAsync()).GetProperty("source").GetString().ShouldBe("file");
        (await StatusAsync(gateway)).ShouldBe("healthy");
        await gateway.EnableAsync("quiet", "NoOp");
        (await gateway.RunningAsync()).ShouldBe("quiet@1");
        await gateway.DoneAsync("deactivate");
        (await AskedAsync(gateway)).ShouldContain("HELLO", Case.Sensitive);
    }

    [Fact]
    public async Task A_bad_file_must_give_way_to_the_database_behind_it_and_come_back_when_it_is_good()
    {
        var path = _files.Write("policies.conf", "policies = 7");
        var gateway = await FromFileAsync(path, "file-fallback-db");
        (await gateway.CurrentAsync()).GetProperty("source").GetString().ShouldBe("db");
        (await StatusAsync(gateway)).ShouldBe("degraded");
        await gateway.EnableAsync("quiet", "NoOp");
        (await gateway.RunningAsync()).ShouldBe("quiet@1");
        Replace(path, Good);
        await PolicyAdmin.UntilAsync(async () => (await AskedAsync(gateway)).Contains("HELLO", StringComparison.Ordinal));
        (await StatusAsync(gateway)).ShouldBe("healthy");
    }

    [Fact]
    public async Task Two_bad_sources_must_let_nothing_pass()
    {
        var gateway = await FromFileAsync(_files.Write("policies.conf", "policies = 7"), "db-fallback-file");
        (await StatusAsync(gateway)).ShouldBe("unhealthy");
        (await gateway.AskAsync(SimulatorApi.Messages)).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
    }

    // As careful editors do: never half a file.
    static void Replace(string path, string text)
    {
        File.WriteAllText(path + ".next", text);
        File.Move(path + ".next", path, overwrite: true);
    }

    static async Task<string> AskedAsync(TestGateway gateway)
    {
        using var response = await gateway.AskAsync(SimulatorApi.Messages, Asking.Body(SimulatorApi.Messages, model: "sim/hello"));
        return await response.Content.ReadAsStringAsync();
    }

    static async Task<string?> StatusAsync(TestGateway gateway)
    {
        using var response = await gateway.Client.GetAsync("/health/ready");
        return JsonElement.Parse(await response.Content.ReadAsStringAsync()).GetProperty("policy").GetProperty("status").GetString();
    }

    Task<TestGateway> FromFileAsync(string path, string source = "file") => StartAsync("", AdminAsking.Variable, ("POLICY_SOURCE", source), ("POLICY_CONFIG", path));
}
