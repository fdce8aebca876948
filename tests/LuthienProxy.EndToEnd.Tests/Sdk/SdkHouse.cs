using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Sdk;

/// <summary>A provider whose models <c>play/…</c> do what the simulator's <c>sim/…</c> do, and two gateways before it: one without policies, one that redacts and blocks.</summary>
public sealed class SdkHouse : IAsyncLifetime
{
    const string Prefix = "play/";

    // Two calls, neither of which may pass.
    static readonly ScriptedAnswer Rampage = ScriptedAnswer.Of(
        new AnswerPart.Text("Away with it."), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf /"}"""), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"rm -rf ~"}"""));

    public ScriptedUpstream Upstream { get; private set; } = null!;

    /// <summary>The gateway without policies.</summary>
    public GatewayProcess Gateway { get; private set; } = null!;

    /// <summary>The gateway that redacts secrets and blocks dangerous commands.</summary>
    public GatewayProcess Guarded { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Upstream = await ScriptedUpstream.StartAsync();
        // Under the simulator's own names the gateway would answer by itself.
        Upstream.Answers.Otherwise(request => request.Model == Prefix + "rampage" ? Rampage : ModelScripts.AnswerAs(ModelScripts.Prefix + request.Model[Prefix.Length..], request));
        Gateway = await GatewayProcess.StartAsync(GatewayOptions.Before(Upstream.Address));
        Guarded = await GatewayProcess.StartAsync(GatewayOptions.Before(Upstream.Address) with { Environment = new Dictionary<string, string>([GatewayAdmin.Variable]) });
        using var admin = new GatewayAdmin(Guarded.Address);
        await admin.EnableAsync("""{ "name": "guard", "policies": [ { "policy": "RegexRedaction" }, { "policy": "BlockDangerousCommands" } ] }""");
    }

    public async Task DisposeAsync()
    {
        await Guarded.DisposeAsync();
        await Gateway.DisposeAsync();
        await Upstream.DisposeAsync();
    }
}
