using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LuthienProxy.Activity.Redis;
using LuthienProxy.Fixtures.Deployment;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Health;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Host.Tests.Deployment;

/// <summary>The compose files against the code: every name, port, path and setting in them is one that the gateway, the image or another service has.</summary>
[Trait("Spec", "000-42")]
public sealed partial class ComposeSpec
{
    /// <summary>What one stream takes, as the setting's own comment says.</summary>
    const long BytesOfAStream = 60 << 10;

    const int ConnectionsOfPostgres = 100;

    public static TheoryData<string> Files => Shapes.Both;

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_gateway_must_start_with_what_it_is_given_and_without_a_warning(string file)
    {
        var compose = Shapes.Read(file);
        compose.Gateways.ShouldNotBeEmpty();
        compose.Gateways.SelectMany(gateway => Shapes.WarningsOf(compose, gateway)).ShouldBeEmpty();
        compose.Gateways.Select(gateway => Shapes.SettingsOf(compose, gateway).Server.Host).ShouldAllBe(host => host == "0.0.0.0");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_of_a_gateway_must_be_one_that_luthien_conf_reads(string file)
    {
        var compose = Shapes.Read(file);
        var known = Substitution().Matches(House.Read("hocon/luthien.conf")).Select(match => match.Groups[1].Value).Distinct();
        // Where it listens is the image's matter, and where that is published the compose file's.
        compose.Gateways.ShouldAllBe(gateway => compose.Environment(gateway).Keys.Order().SequenceEqual(known.Except(new[] { "GATEWAY_HOST", "GATEWAY_PORT" }).Order()));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_variable_of_the_file_must_stand_in_the_example(string file) =>
        ComposeFile.VariablesOf(file).Keys.Except(ComposeFile.ExampleVariables().Keys).ShouldBeEmpty();

    [Theory]
    [InlineData(Shapes.One, "POSTGRES_PASSWORD REDIS_PASSWORD")]
    [InlineData(Shapes.Several, "ADMIN_API_KEY POSTGRES_PASSWORD REDIS_PASSWORD")]
    public void Secrets_must_be_demanded_and_have_no_default(string file, string secrets)
    {
        ComposeFile.VariablesOf(file).Where(variable => variable.Value).Select(variable => variable.Key).Order().ShouldBe(secrets.Split(' '));
        Should.Throw<KeyNotFoundException>(() => ComposeFile.Read(file, ComposeFile.ExampleVariables()));
        House.Read(file).Contains("secret", StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_database_must_be_the_files_own_with_the_same_user_password_and_name(string file)
    {
        var compose = Shapes.Read(file);
        var url = compose.Environment(compose.Gateways[0])["DATABASE_URL"];
        DatabaseUrl.TryParse(url, out var parsed, out var problem).ShouldBeTrue(problem);
        parsed.ShouldBeOfType<DatabaseUrl.Postgres>().ToString().ShouldBe("postgres://postgres:5432/luthien");
        var server = compose.Environment("postgres");
        new Uri(url).UserInfo.ShouldBe($"{server["POSTGRES_USER"]}:{server["POSTGRES_PASSWORD"]}");
        new Uri(url).AbsolutePath.ShouldBe("/" + server["POSTGRES_DB"]);
        compose.List("postgres", "healthcheck", "test").Intersect(["pg_isready", $"--username={server["POSTGRES_USER"]}", $"--dbname={server["POSTGRES_DB"]}"]).Count().ShouldBe(3);
        // What the pools of all gateways can take, with the connection each listens on beside its pool, is there.
        compose.Gateways.Sum(gateway => Shapes.SettingsOf(compose, gateway).Storage.Pool.Max + 1).ShouldBeLessThan(ConnectionsOfPostgres);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Redis_must_be_the_files_own_with_the_same_password(string file)
    {
        var compose = Shapes.Read(file);
        var url = compose.Environment(compose.Gateways[0])["REDIS_URL"];
        RedisTarget.TryParse(url, out var target, out var problem).ShouldBeTrue(problem);
        (target.Host, target.Port).ShouldBe(("redis", 6379));
        var command = compose.List(target.Host, "command");
        new Uri(url).UserInfo.ShouldBe(":" + command.SkipWhile(word => word != "--requirepass").ElementAt(1));
        compose.Environment(target.Host)["REDISCLI_AUTH"].ShouldBe(new Uri(url).UserInfo[1..]);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_service_must_have_limits_a_health_check_and_no_rights_that_it_does_not_need(string file)
    {
        var compose = Shapes.Read(file);
        foreach (var service in compose.Services)
        {
            string.Join(' ', compose.List(service, "deploy", "resources", "limits").Order()).ShouldBe("cpus memory pids", service);
            compose.Text(service, "restart").ShouldBe("unless-stopped", service);
            compose.Text(service, "read_only").ShouldBe("true", service);
            compose.List(service, "cap_drop").ShouldBe(["ALL"], service);
            compose.List(service, "security_opt").ShouldBe(["no-new-privileges:true"], service);
            compose.Text(service, "user").ShouldNotBeNull(service).ShouldNotStartWith("0");
            compose.Text(service, "privileged").ShouldBeNull(service);
            string.Join(' ', compose.List(service, "healthcheck").Order()).Replace(" start_interval", "").ShouldBe("interval retries start_period test timeout", service);
            compose.Text(service, "stop_grace_period").ShouldNotBeNull(service);
            string.Join(' ', compose.List(service, "logging", "options").Order()).ShouldBe("max-file max-size", service);
            ExactTag().IsMatch(compose.Text(service, "image")!).ShouldBeTrue(service);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Whatever_a_service_refers_to_must_be_declared(string file)
    {
        var compose = Shapes.Read(file);
        var volumes = compose.Services.SelectMany(service => compose.Mounts(service).Keys).ToList();
        compose.Services.SelectMany(service => compose.List(service, "depends_on")).Except(compose.Services).ShouldBeEmpty();
        compose.Services.SelectMany(service => compose.List(service, "networks")).Distinct().Order().ShouldBe(compose.Keys("networks").Order());
        volumes.Where(volume => !volume.StartsWith('.')).Distinct().Order().ShouldBe(compose.Keys("volumes").Order());
        volumes.Where(volume => volume.StartsWith('.') && !Directory.Exists(Path.Combine(House.Root, volume))).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Only_the_way_in_may_be_published_and_the_servers_behind_must_be_out_of_reach(string file)
    {
        var compose = Shapes.Read(file);
        compose.Services.Count(service => compose.List(service, "ports").Count > 0).ShouldBe(1);
        compose.Services.SelectMany(service => compose.List(service, "ports")).ShouldAllBe(port => port.StartsWith("127.0.0.1:8000:", StringComparison.Ordinal));
        new[] { "postgres", "redis" }.ShouldAllBe(service => compose.List(service, "networks").SequenceEqual(new[] { "back" }));
        House.Read(file).ShouldContain("back: { internal: true }");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_stop_must_leave_time_for_everything_that_the_gateway_does_then(string file)
    {
        var compose = Shapes.Read(file);
        foreach (var gateway in compose.Gateways)
        {
            var settings = Shapes.SettingsOf(compose, gateway);
            var drain = settings.Server.DrainTimeout.ToTimeSpan();
            var grace = Shapes.Seconds(compose.Text(gateway, "stop_grace_period"));
            grace.ShouldBeGreaterThan(drain + DrainService.LastWords + ActorSetup.FlushPhase(settings));
            // The page that says what a platform's grace period should be.
            grace.ShouldBeGreaterThanOrEqualTo(drain + TimeSpan.FromSeconds(15));
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Limits_must_suffice_for_as_many_calls_as_the_gateway_takes(string file)
    {
        var compose = Shapes.Read(file);
        foreach (var gateway in compose.Gateways)
        {
            var calls = Shapes.SettingsOf(compose, gateway).Server.MaxCalls;
            (calls * BytesOfAStream).ShouldBeLessThan(ComposeFile.Bytes(compose.Text(gateway, "deploy", "resources", "limits", "memory")!) / 2);
            int.Parse(compose.Text(gateway, "ulimits", "nofile")!).ShouldBeGreaterThan(2 * calls);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_health_check_must_be_the_programs_own_and_hear_its_reason(string file)
    {
        var compose = Shapes.Read(file);
        foreach (var gateway in compose.Gateways)
        {
            compose.List(gateway, "healthcheck", "test").ShouldBe(["CMD", "dotnet", typeof(HealthProbe).Assembly.GetName().Name + ".dll", HealthProbe.Verb, "ready"]);
            Shapes.Seconds(compose.Text(gateway, "healthcheck", "timeout")).ShouldBeGreaterThan(HealthProbe.Patience);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void What_the_gateway_keeps_must_be_on_a_volume_of_its_own(string file)
    {
        var compose = Shapes.Read(file);
        var volumes = compose.Gateways.Select(gateway => compose.Mounts(gateway).Single(mount => mount.Value == Shapes.SettingsOf(compose, gateway).DataDirectory).Key).ToList();
        volumes.ShouldBeUnique();
        volumes[0].ShouldBe("gateway-data");
        compose.Gateways.ShouldAllBe(gateway => compose.Mounts(gateway)["./deploy/config"] == "/app/hocon/own");
    }

    [Fact]
    public void One_gateway_and_each_of_several_must_be_run_alike()
    {
        var one = Shapes.Read(Shapes.One).Service("gateway");
        var several = Shapes.Read(Shapes.Several);
        several.Gateways.Count.ShouldBe(2);
        several.Gateways.ShouldAllBe(gateway => Alike(several.Service(gateway)) == Alike(one));
    }

    // A gateway without what is said to differ.
    static string Alike(JsonObject service)
    {
        var rest = service.DeepClone().AsObject();
        rest.Remove("ports");
        rest.Remove("volumes");
        rest["environment"]!["ADMIN_API_KEY"] = "";
        return rest.ToJsonString();
    }

    [GeneratedRegex(@"^ *[a-z-]+ = \$\{\?([A-Z_]+)\}", RegexOptions.Multiline)]
    private static partial Regex Substitution();

    [GeneratedRegex(@"^[a-z/-]+:\d+\.\d+(\.\d+)?(-[a-z]+)?$")]
    private static partial Regex ExactTag();
}
