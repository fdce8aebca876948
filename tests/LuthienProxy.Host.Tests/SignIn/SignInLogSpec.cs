namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>Who signed in from where is logged, and nothing that opens anything. The console is the process's, so nothing else may run.</summary>
[Collection(nameof(Alone))]
[Trait("Spec", "000-03b")]
public sealed class SignInLogSpec : GatewaySpec, IDisposable
{
    readonly CapturedConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Sign_ins_tries_and_sign_outs_must_be_logged_without_key_cookie_or_token()
    {
        var gateway = await StartAsync("luthien.log { format = json, level = verbose }", AdminAsking.Variable);
        await gateway.AskAsync(SignedIn.Tries(gateway.Address, "a-wrong-key-of-somebody"));
        var browser = await SignedIn.AtAsync(gateway);
        await gateway.AskAsync(browser.Request(gateway.Address, "/admin/policy/deactivate", HttpMethod.Post));
        await gateway.AskAsync(browser.Request(gateway.Address, "/api/session", HttpMethod.Delete));
        await gateway.App.StopAsync();
        foreach (var line in (string[])["\"Id\":5024", "\"Id\":5025", "\"Id\":5026"])
            _console.Text.Split('\n').Count(text => text.Contains(line, StringComparison.Ordinal) && text.Contains("127.0.0.1", StringComparison.Ordinal)).ShouldBe(1, line);
        foreach (var secret in (string[])[AdminAsking.Key, "a-wrong-key-of-somebody", browser.Cookie.Split('=')[1], browser.Csrf])
            _console.Text.ShouldNotContain(secret);
    }
}
