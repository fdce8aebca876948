using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.LoadTest.Targets;
using LuthienProxy.LoadTest.Tests.Lies;

namespace LuthienProxy.LoadTest.Tests.Commands;

/// <summary><c>./build.sh load</c>: the status says how it went, and the report is there.</summary>
[Trait("Spec", "000-56")]
public sealed class LoadProgramSpec : IDisposable
{
    static readonly string[] Short = ["--for", "60s", "--streams", "4", "--max-calls", "12", "--deltas", "10", "--every", "0", "--format", "mix"];
    static readonly string[] Cold = [.. Short, "--warm-up", "0"];

    readonly LoadProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task A_clean_run_must_end_with_0_and_leave_its_report()
    {
        var (status, output, errors) = await _program.RunAsync([.. Cold, "--direct", "--plain", "50"]);
        status.ShouldBe(0, output + errors);
        var report = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_program.Report, "report.json")));
        report.GetProperty("calls").GetProperty("clean").GetInt32().ShouldBe(12);
        report.GetProperty("plan").GetProperty("via").GetString().ShouldBe("direct");
        (await File.ReadAllTextAsync(Path.Combine(_program.Report, "report.html"))).ShouldContain("clean");
    }

    [Fact]
    public async Task A_gateway_and_an_upstream_that_it_starts_itself_must_be_measured_and_end_with_it()
    {
        var (status, output, errors) = await _program.RunAsync([.. Short, "--gateway", GatewayProgram.Path, "--upstream-process", "--warm-up", "500ms"]);
        status.ShouldBe(0, output + errors);
        var report = JsonElement.Parse(await File.ReadAllTextAsync(Path.Combine(_program.Report, "report.json")));
        report.GetProperty("calls").GetProperty("clean").GetInt32().ShouldBe(12, "the warm-up does not count");
        report.GetProperty("target").GetProperty("mebibytes_peak").GetDouble().ShouldBeGreaterThan(20);
        (await RefusesAsync(new Uri(report.GetProperty("plan").GetProperty("target").GetString()!))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_with_a_wrong_answer_must_end_with_1_and_say_what_was_wrong()
    {
        await using var upstream = await Upstream.StartAsync(0, inOwnProcess: false, TimeProvider.System, CancellationToken.None);
        await using var proxy = await LyingProxy.StartAsync(upstream.Address, Lie.Duplicated);
        var (status, output, errors) = await _program.RunAsync([.. Cold, $"{proxy.Address}"]);
        status.ShouldBe(1, output + errors);
        output.ShouldContain("duplicated");
    }

    [Fact]
    public async Task An_upstream_of_its_own_must_serve_a_target_that_points_at_it()
    {
        using var upstream = LoadProgram.Start("upstream", "0", "--with-parent");
        var address = (await upstream.StandardOutput.ReadLineAsync())!.Split(' ')[^1];
        await using var proxy = await LyingProxy.StartAsync(new Uri(address), Lie.None);
        var (status, output, errors) = await _program.RunAsync([.. Cold, $"{proxy.Address}"]);
        upstream.StandardInput.Close();
        await upstream.WaitForExitAsync();
        status.ShouldBe(0, output + errors);
    }

    [Theory]
    [InlineData("--direct", "--nonsense")]
    [InlineData("--direct", "--streams", "0")]
    [InlineData("--direct", "--streams", "many")]
    [InlineData("--direct", "--for", "forever")]
    [InlineData("--direct", "--profile", "wild")]
    [InlineData("--direct", "--format", "soap")]
    [InlineData("--direct", "--size", "8")]
    [InlineData("--direct", "http://127.0.0.1:1")]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("--gateway", "nowhere.dll")]
    [InlineData("--direct", "--key-file", "nowhere.key")]
    [InlineData("http://192.0.2.1:8000")]
    [InlineData("http://192.0.2.1:8000", "--allow-host", "192.0.2.2")]
    public async Task What_it_does_not_do_must_end_with_2_and_a_sentence(params string[] arguments)
    {
        var (status, _, errors) = await _program.RunAsync(arguments);
        status.ShouldBe(2);
        errors.ShouldNotContain("   at ");
        errors.Trim().ShouldNotBeEmpty();
        Directory.Exists(_program.Report).ShouldBeFalse();
    }

    [Fact]
    public async Task No_target_must_end_with_2() => (await _program.RunAsync()).Status.ShouldBe(2);

    [Fact]
    public async Task A_target_that_does_not_answer_must_end_with_3()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        taken.Stop();
        (await _program.RunAsync([.. Cold, $"http://127.0.0.1:{port}"])).Status.ShouldBe(3);
        (await _program.RunAsync([.. Cold, "http://nobody.invalid"])).Status.ShouldBe(3);
    }

    static async Task<bool> RefusesAsync(Uri address)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        return await Record.ExceptionAsync(() => socket.ConnectAsync(address.Host, address.Port)) is SocketException;
    }
}
