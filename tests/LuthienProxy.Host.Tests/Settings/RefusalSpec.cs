using System.Diagnostics;
using LuthienProxy.Host.Settings;

namespace LuthienProxy.Host.Tests.Settings;

/// <summary>A gateway that cannot be what it is told to be does not start, and says everything that is wrong, and where.</summary>
[Trait("Spec", "000-13")]
[Trait("Spec", "000-39")]
public sealed class RefusalSpec
{
    const string Broken = """
        luthien {
          server.port = 99999
          server.max-calls = many
          log.level = loud
          timeouts.idle = soon
          timeouts.total = 0s
          upstreams.my-own { provider = anthropic, base-url = "example" }
          routes = [{ provider = openai, model = "*", upstreams = [my-own, missing] }]
        }
        """;

    [Fact]
    public void AUTH_MODE_client_key_must_be_refused_without_a_key() =>
        Reading.Refusal(("AUTH_MODE", "client_key")).ShouldHaveSingleItem().ShouldContain("PROXY_API_KEY");

    [Fact]
    public void One_key_for_callers_and_admins_must_be_refused_without_showing_it()
    {
        var reason = Reading.Refusal(("PROXY_API_KEY", "one-for-all"), ("ADMIN_API_KEY", "one-for-all")).ShouldHaveSingleItem();
        reason.ShouldContain("must differ");
        reason.ShouldNotContain("one-for-all");
    }

    [Fact]
    public void Every_bad_value_must_be_named_with_its_file_and_line()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("broken.conf", Broken);
        Reading.Refusal((SettingsReader.ConfigVariable, file)).Select(reason => reason[..reason.IndexOf(' ', reason.IndexOf(" luthien.", StringComparison.Ordinal) + 1)]).ShouldBe(
            [
                $"{file}:2: luthien.server.port", $"{file}:3: luthien.server.max-calls", $"{file}:4: luthien.log.level", $"{file}:5: luthien.timeouts.idle",
                $"{file}:6: luthien.timeouts.total", $"{file}:7: luthien.upstreams.my-own.base-url",
                $"{file}:8: luthien.routes.0.upstreams", $"{file}:8: luthien.routes.0.upstreams",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Every_unknown_setting_must_be_named_with_its_place_and_what_it_resembles()
    {
        using var scratch = new ScratchFolder();
        var file = scratch.Write("typo.conf", "luthien.sever.port = 1\nluthien.server.prot = 2");
        var reasons = Reading.Refusal((SettingsReader.ConfigVariable, file)).Order(StringComparer.Ordinal).ToList();
        reasons.Count.ShouldBe(2);
        reasons[0].ShouldStartWith($"{file}:1:");
        reasons[1].ShouldStartWith($"{file}:2:");
        reasons[1].ShouldEndWith("did you mean port?");
    }

    [Fact]
    public void A_file_that_is_not_there_must_be_refused() =>
        Reading.Refusal((SettingsReader.ConfigVariable, "/nowhere/own.conf")).ShouldHaveSingleItem().ShouldContain("/nowhere/own.conf");

    [Theory]
    [InlineData("--luthien:server:prot=1")]
    [InlineData("--luthien:server:port=many")]
    [InlineData("--luthien:log:level=loud")]
    [InlineData("--luthien:storage:queries:cachefreshness=2s")]
    public void A_bad_argument_must_be_refused(string argument) =>
        Should.Throw<StartRefusedException>(() => SettingsReader.Read(Reading.Inputs([argument]))).Reasons.ShouldHaveSingleItem();

    [Fact]
    public void An_argument_must_win_over_the_file_and_the_variables() =>
        SettingsReader.Read(Reading.Inputs(["--luthien:server:port=7"], ("GATEWAY_PORT", "8"))).Settings.Server.Port.ShouldBe(7);

    [Fact]
    public void A_setting_must_be_spelled_on_the_command_line_as_in_the_file() =>
        SettingsReader.Read(Reading.Inputs(["--luthien:timeouts:first-byte=7s", "--luthien:data-directory=my-data"])).Settings
            .ShouldSatisfyAllConditions(
                settings => settings.Timeouts.FirstByte.ToTimeSpan().ShouldBe(TimeSpan.FromSeconds(7)),
                settings => settings.DataDirectory.ShouldBe("my-data"));

    [Fact]
    public async Task The_program_must_end_with_status_2_and_every_reason_on_its_error_stream()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "LuthienProxy.Host.dll")]) { RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.Environment["AUTH_MODE"] = "client_key";
        start.Environment["PROXY_API_KEY"] = "";
        start.Environment["POLICY_SOURCE"] = "somewhere";
        using var program = Process.Start(start)!;
        var errors = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        program.ExitCode.ShouldBe(2);
        errors.ShouldContain("luthien.auth.proxy-api-key");
        errors.ShouldContain("luthien.policy.source");
    }
}
