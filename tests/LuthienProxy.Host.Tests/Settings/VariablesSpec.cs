using System.Net;
using System.Net.Sockets;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>Each environment variable has its effect. What keys do is specified with the callers.</summary>
[Trait("Spec", "000-13")]
public sealed class VariablesSpec : GatewaySpec
{
    [Fact]
    public async Task GATEWAY_HOST_and_GATEWAY_PORT_must_say_where_the_gateway_listens()
    {
        var port = FreePort();
        var gateway = await StartAsync("", ("GATEWAY_HOST", "127.0.0.2"), ("GATEWAY_PORT", $"{port}"));
        gateway.Address.ShouldBe(new Uri($"http://127.0.0.2:{port}"));
        (await gateway.Client.GetAsync("/health")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("*")]
    [InlineData("::1")]
    [InlineData("0.0.0.0")]
    public void GATEWAY_HOST_may_be_an_address_or_a_word_for_one(string host) => Reading.Of(("GATEWAY_HOST", host)).Server.Host.ShouldBe(host);

    [Theory]
    [InlineData("OPENAI_UPSTREAM_URL", SimulatorApi.ChatCompletions, "")]
    [InlineData("OPENAI_UPSTREAM_URL", SimulatorApi.ChatCompletions, "/")]
    [InlineData("OPENAI_UPSTREAM_URL", SimulatorApi.Responses, "/v1")]
    [InlineData("OPENAI_UPSTREAM_URL", SimulatorApi.Responses, "/v1/")]
    [InlineData("ANTHROPIC_UPSTREAM_URL", SimulatorApi.Messages, "")]
    [InlineData("ANTHROPIC_UPSTREAM_URL", SimulatorApi.Messages, "/v1")]
    [InlineData("ANTHROPIC_UPSTREAM_URL", SimulatorApi.Messages, "/v1/")]
    public async Task An_upstream_may_be_named_with_and_without_its_version(string variable, SimulatorApi api, string suffix)
    {
        var gateway = await StartAsync("", ("OPENAI_UPSTREAM_URL", "http://127.0.0.1:1"), ("ANTHROPIC_UPSTREAM_URL", "http://127.0.0.1:1"), (variable, Upstream.Address.ToString().TrimEnd('/') + suffix));
        (await gateway.AskAsync(api)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Upstream.NextCallAsync()).Request.Path.ShouldBe(Asking.PathOf(api));
    }

    [Fact]
    public async Task An_upstream_behind_a_path_must_be_asked_there()
    {
        var gateway = await StartAsync("", ("OPENAI_UPSTREAM_URL", Upstream.Address + "tenants/7/v1/"));
        await gateway.AskAsync(SimulatorApi.Responses);
        (await Upstream.NextCallAsync()).Request.Path.ShouldBe("/tenants/7/v1/responses");
    }

    [Fact]
    public async Task ADMIN_API_KEY_must_be_the_admins_key_and_leave_no_file()
    {
        var gateway = await StartAsync("", ("ADMIN_API_KEY", "admin-of-mine"));
        gateway.App.Services.GetRequiredService<AdminKey>().ShouldBe(new AdminKey("admin-of-mine", null));
        File.Exists(Path.Combine(gateway.Folder, "admin-key")).ShouldBeFalse();
    }

    [Theory]
    [InlineData("postgres://user:password@host:5432/db")]
    [InlineData("postgresql://host/db")]
    [InlineData("Host=localhost;Username=me;Password=secret;Database=db")]
    [InlineData("sqlite:data/luthien.db")]
    [InlineData("sqlite:///var/lib/luthien.db")]
    public void DATABASE_URL_may_have_each_of_its_forms(string url) => Reading.Of(("DATABASE_URL", url)).Storage.DatabaseUrl.ShouldBe(url);

    [Theory]
    [InlineData("redis://localhost:6379")]
    [InlineData("rediss://:secret@cache:6380/1")]
    public void REDIS_URL_may_be_plain_or_with_TLS(string url) => Reading.Of(("REDIS_URL", url)).Activity.RedisUrl.ShouldBe(url);

    [Theory]
    [InlineData("db")]
    [InlineData("file")]
    [InlineData("db-fallback-file")]
    [InlineData("file-fallback-db")]
    public void POLICY_SOURCE_and_POLICY_CONFIG_must_be_taken(string source) =>
        Reading.Of(("POLICY_SOURCE", source), ("POLICY_CONFIG", "my.conf")).Policy.ShouldBe(new PolicySettings { Source = source, Config = "my.conf" });

    [Theory]
    [InlineData("DATABASE_URL", "mysql://host/db", "storage.database-url")]
    [InlineData("DATABASE_URL", "sqlite:", "storage.database-url")]
    [InlineData("REDIS_URL", "http://localhost", "activity.redis-url")]
    [InlineData("POLICY_SOURCE", "somewhere", "policy.source")]
    [InlineData("AUTH_MODE", "anybody", "auth.mode")]
    [InlineData("GATEWAY_HOST", "not an address", "server.host")]
    [InlineData("GATEWAY_PORT", "http", "server.port")]
    [InlineData("OPENAI_UPSTREAM_URL", "api.example.com", "upstreams.openai.base-url")]
    [InlineData("ANTHROPIC_UPSTREAM_URL", "ftp://example.com", "upstreams.anthropic.base-url")]
    public void A_value_that_cannot_be_used_must_be_refused_by_the_settings_name(string variable, string value, string setting) =>
        Reading.Refusal((variable, value)).ShouldHaveSingleItem().ShouldContain($": luthien.{setting} ");

    [Fact]
    public void An_empty_variable_must_count_as_absent() =>
        Reading.Of(("AUTH_MODE", ""), ("GATEWAY_PORT", ""), ("LUTHIEN_CONFIG", "")).Server.Port.ShouldBe(8000);

    [Fact]
    public void An_unknown_variable_of_the_product_must_be_warned_of()
    {
        var (_, warnings, _) = SettingsReader.Read(Reading.Inputs([], ("LUTHIEN_CONFIGG", "x"), ("LUTHIEN_PORT", "1"), ("OTHER", "y")));
        warnings.Select(warning => warning.Split(' ')[3]).ShouldBe(["LUTHIEN_CONFIGG", "LUTHIEN_PORT"]);
    }

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Parse("127.0.0.2"), 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
