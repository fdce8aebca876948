using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

[Trait("Spec", "H6")]
[Trait("Spec", "I-60")]
public sealed class LeavingSpec : GatewayHarness
{
    [Theory]
    [InlineData(FaultKind.StallBeforeHeaders, true)]
    [InlineData(FaultKind.StallBeforeHeaders, false)]
    [InlineData(FaultKind.StallBeforeFirstEvent, true)]
    [InlineData(FaultKind.StallBeforeFirstEvent, false)]
    [InlineData(FaultKind.StallMidStream, true)]
    [InlineData(FaultKind.StallMidStream, false)]
    public async Task A_client_that_leaves_must_stop_the_upstream_in_every_phase(FaultKind phase, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(phase));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client, stream));
        var call = await Upstream.NextCallAsync();

        client.Leave();

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_client_that_leaves_while_its_window_is_full_must_stop_the_upstream()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100_000, size: 100));
        using var client = new TestClient(window: 4096);
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");
        var call = await Upstream.NextCallAsync();

        client.Leave();

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }
}
