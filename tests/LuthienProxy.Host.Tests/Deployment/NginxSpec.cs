using System.Text.RegularExpressions;
using LuthienProxy.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LuthienProxy.Host.Tests.Deployment;

/// <summary>The committed <c>nginx.conf</c> against the gateway's settings and the compose file that mounts it.</summary>
[Trait("Spec", "000-42")]
[Trait("Spec", "002-53")]
public sealed partial class NginxSpec
{
    const string File = "deploy/nginx/nginx.conf";

    // Comments name directives too.
    static readonly string Text = Comment().Replace(House.Read(File), "");

    static readonly GatewaySettings Settings = Shapes.SettingsOf(Shapes.Read(Shapes.Several), "gateway-1");

    [Theory]
    [InlineData("proxy_buffering", "off")]
    [InlineData("proxy_request_buffering", "off")]
    [InlineData("gzip", "off")]
    [InlineData("proxy_http_version", "1.1")]
    [InlineData("proxy_set_header Connection", "\"\"")]
    // Never non_idempotent: a model would be asked twice.
    [InlineData("proxy_next_upstream", "error timeout")]
    public void Streams_must_pass_at_once_and_no_call_twice(string directive, string value) => Value(directive).ShouldBe(value);

    [Fact]
    public void It_must_respect_what_a_gateway_says_of_buffering() => Text.ShouldNotContain("proxy_ignore_headers");

    [Fact]
    public void Its_waits_must_be_longer_than_the_gateways_own()
    {
        Time("proxy_read_timeout").ShouldBeGreaterThan(Settings.Timeouts.Total.ToTimeSpan());
        Time("proxy_read_timeout").ShouldBeGreaterThan(Settings.Timeouts.FirstByte.ToTimeSpan());
        Time("proxy_send_timeout").ShouldBeGreaterThan(Settings.Timeouts.Total.ToTimeSpan());
        Time("send_timeout").ShouldBeGreaterThan(Settings.Timeouts.ClientStall.ToTimeSpan());
        Time("client_body_timeout").ShouldBeGreaterThan(Settings.Timeouts.ClientStall.ToTimeSpan());
    }

    [Fact]
    public void An_idle_connection_must_be_given_up_here_before_the_gateway_closes_it() =>
        Time("keepalive_timeout").ShouldBeLessThan(new KestrelServerLimits().KeepAliveTimeout);

    [Fact]
    public void Its_limits_must_be_the_gateways()
    {
        (long.Parse(Value("client_max_body_size").TrimEnd('m')) << 20).ShouldBe(Settings.Limits.RequestBody.Bytes);
        var buffers = Value("large_client_header_buffers").TrimEnd('k').Split(' ').Select(int.Parse).ToList();
        (buffers[0] * buffers[1]).ShouldBeGreaterThanOrEqualTo(256);
    }

    [Fact]
    public void Its_gateways_and_its_port_must_be_the_compose_files()
    {
        var compose = Shapes.Read(Shapes.Several);
        Server().Matches(Text).Select(match => match.Groups[1].Value).ShouldBe(compose.Gateways.Select(gateway => $"{gateway}:{Settings.Server.Port}"));
        compose.List("nginx", "depends_on").ShouldBe(compose.Gateways);
        compose.List("nginx", "ports").Single().ShouldEndWith($":{Value("listen")}");
        compose.List("nginx", "healthcheck", "test").ShouldContain($"http://127.0.0.1:{Value("listen")}/health/ready");
        compose.Mounts("nginx").ShouldBe(new Dictionary<string, string> { ["./deploy/nginx"] = "/etc/nginx/luthien" });
        compose.List("nginx", "command").ShouldContain("/etc/nginx/luthien/nginx.conf");
    }

    [Fact]
    public void It_must_take_as_many_calls_as_its_gateways_together()
    {
        var compose = Shapes.Read(Shapes.Several);
        var calls = compose.Gateways.Sum(gateway => Shapes.SettingsOf(compose, gateway).Server.MaxCalls);
        (int.Parse(Value("worker_processes")) * int.Parse(Value("worker_connections"))).ShouldBeGreaterThan(2 * calls);
        int.Parse(Value("worker_rlimit_nofile")).ShouldBeGreaterThanOrEqualTo(int.Parse(Value("worker_connections")));
        int.Parse(compose.Text("nginx", "ulimits", "nofile")!).ShouldBeGreaterThanOrEqualTo(int.Parse(Value("worker_rlimit_nofile")));
    }

    [Fact]
    public void What_it_writes_must_be_where_a_read_only_container_has_room()
    {
        Paths().Matches(Text).Select(match => match.Groups[1].Value).ShouldAllBe(path => path.StartsWith("/tmp/", StringComparison.Ordinal) || path.StartsWith("/dev/std", StringComparison.Ordinal));
        Shapes.Read(Shapes.Several).List("nginx", "tmpfs").ShouldContain(mount => mount.StartsWith("/tmp:", StringComparison.Ordinal));
    }

    static TimeSpan Time(string directive) => Value(directive) is var value && value.EndsWith('m') ? TimeSpan.FromMinutes(int.Parse(value[..^1])) : TimeSpan.FromSeconds(int.Parse(value[..^1]));

    static string Value(string directive) => Regex.Match(Text, $@"^\s*{directive}\s+([^;]+);", RegexOptions.Multiline).Groups[1].Value;

    [GeneratedRegex(@"^\s*server (\S+) ", RegexOptions.Multiline)]
    private static partial Regex Server();

    [GeneratedRegex(@"^\s*(?:\w+_temp_path|pid|error_log|access_log) ([^;\s]+)", RegexOptions.Multiline)]
    private static partial Regex Paths();

    [GeneratedRegex("^ *#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
