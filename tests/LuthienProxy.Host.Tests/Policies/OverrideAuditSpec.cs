namespace LuthienProxy.Host.Tests.Policies;

/// <summary>Who runs a call under another policy leaves a trace. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-09")]
public sealed class OverrideAuditSpec : GatewaySpec, IDisposable
{
    readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task The_log_must_say_under_what_the_call_ran_and_not_hold_the_key()
    {
        var gateway = await StartAsync("luthien.log { format = json, level = information }", AdminAsking.Variable);
        await gateway.DoneAsync("create", """{ "name": "loud", "policy": "AllCaps" }""");
        using var request = Asking.Request(SimulatorApi.Messages);
        request.Headers.Add("X-Luthien-Policy", "loud");
        request.Headers.Add("X-Luthien-Admin-Key", AdminAsking.Key);
        using var response = await gateway.AskAsync(request);
        var id = response.Headers.GetValues("X-Luthien-Transaction-Id").Single();
        await gateway.App.StopAsync();
        _console.Json.Select(line => line.GetProperty("RenderedMessage").GetString()).ShouldContain($"\"{id}\" An administrator runs this call under \"loud\" version 1");
        _console.Text.ShouldNotContain(AdminAsking.Key);
    }
}
