using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Gateway;
using LuthienProxy.Fixtures.Upstream;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Faults;

/// <summary>A provider that fails as it is told, and two gateways before it: a patient one, and one that soon gives up waiting.</summary>
public sealed class MatrixFixture : IAsyncLifetime
{
    const string Impatient = "luthien.timeouts { first-byte = 800ms, idle = 800ms }";

    // Text in several scripts with an emoji that two deltas share, then a tool call in fragments: something to lose in every place.
    static readonly ScriptedAnswer Answer = ScriptedAnswer.Of(
        AnswerPart.Text.Split("Grüße, 世界 🌍! All of it arrives.", 5),
        AnswerPart.ToolCall.Fragmented("look_up", """{"city":"東京","depth":[1,2,3]}""", 7) with { Id = "call_of_the_matrix" });

    ScriptedUpstream _upstream = null!;
    GatewayProcess _patient = null!;
    GatewayProcess _impatient = null!;

    public async Task InitializeAsync()
    {
        _upstream = await ScriptedUpstream.StartAsync();
        _patient = await GatewayProcess.StartAsync(GatewayOptions.Before(_upstream.Address));
        _impatient = await GatewayProcess.StartAsync(GatewayOptions.Before(_upstream.Address, Impatient));
    }

    public async Task DisposeAsync()
    {
        await _impatient.DisposeAsync();
        await _patient.DisposeAsync();
        await _upstream.DisposeAsync();
    }

    /// <summary>Plays one cell through a gateway, and the same answer without it.</summary>
    internal async Task<PlayedCell> PlayAsync(FaultDescription fault, SimulatorApi api, bool streaming)
    {
        var model = $"{fault.Name}-{api}-{streaming}";
        var gateway = fault.Effect == FaultEffect.Hangs ? _impatient : _patient;
        _upstream.Answers.Then(Answer with { Fault = new Fault(fault.Kind) { Delay = TimeSpan.FromMilliseconds(30) } });
        using var client = new RawClient(gateway.Address);
        var heard = await client.AskAsync(api, model, streaming);
        return new PlayedCell(fault, api, streaming)
        {
            Heard = heard,
            Said = await SaidAsync(fault, api, streaming),
            UpstreamCalls = _upstream.Calls.Count(call => call.Request.Model == model),
            LogLines = await gateway.EndsOfAsync(heard.TransactionId),
        };
    }

    // What the provider says when nothing stands between and its framing is in order; only the giant changes what is said.
    async Task<HeardAnswer> SaidAsync(FaultDescription fault, SimulatorApi api, bool streaming)
    {
        _upstream.Answers.Then(fault.Kind == FaultKind.GiantEvent ? Answer.With(fault.Kind) : Answer);
        using var client = new RawClient(_upstream.Address);
        return await client.AskAsync(api, "heard-directly", streaming);
    }
}
