using System.Net;
using System.Net.Sockets;
using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.CommandLine;

/// <summary>What a probe or a script hears.</summary>
[Collection(nameof(CommandLineCollection))]
[Trait("Category", "E2E")]
public sealed class ExitCodeSpec(CommandLineHouse house)
{
    [Theory]
    [InlineData("the-wrong-key")]
    [InlineData(null)]
    public async Task Without_the_key_must_be_4_and_a_probe_needs_none(string? key)
    {
        var stranger = new PbmProgram(house.Gateway.Address.Authority, key);

        (await stranger.RunAsync("events tail")).ExitCode.ShouldBe(4);
        (await stranger.RunAsync("policy rollback --yes")).ExitCode.ShouldBe(4);
        (await stranger.RunAsync("health")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_in_a_file_must_do()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, GatewayAdmin.Key + "\n");

        (await new PbmProgram(house.Gateway.Address.Authority, key: null).RunAsync($"system nodes --token-file {file}")).ExitCode.ShouldBe(0);
        File.Delete(file);
    }

    [Fact]
    public async Task Somebody_who_takes_the_connection_and_says_nothing_must_be_5()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();

        (await new PbmProgram(silent.LocalEndpoint.ToString()!).RunAsync("system nodes --timeout 500ms")).ExitCode.ShouldBe(5);
    }

    [Theory]
    [InlineData("tx", 2)]
    [InlineData("tx frobnicate", 2)]
    [InlineData("policy rollback", 2)]
    [InlineData("tx show 01a201a9ba8d752fbf217926f442c2a1", 1)]
    [InlineData("tx show no-id", 1)]
    [InlineData("tx kill 01a201a9ba8d752fbf217926f442c2a1 --yes", 1)]
    [InlineData("policy show none", 1)]
    [InlineData("actor show /user/none", 1)]
    [InlineData("help", 0)]
    [InlineData("--version", 0)]
    public async Task What_cannot_be_done_must_say_so_on_standard_error_only(string line, int code)
    {
        var result = await house.Pbm.RunAsync(line);

        result.ExitCode.ShouldBe(code, result.Errors);
        (result.Output.Length == 0, result.Errors.Length == 0).ShouldBe((code != 0, code == 0));
    }
}
