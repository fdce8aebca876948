using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

public sealed class StoppingSpec : GatewayHarness
{
    [Fact]
    public async Task An_interrupted_stream_must_end_with_the_formats_error()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");

        Gateway.Interrupt();

        (await running).ShouldBeOfType<TransactionOutcome.Interrupted>();
        (await client.ReadAllAsync()).TrimEnd().Split('\n')[^1].ShouldContain("\"error\"");
    }

    [Fact]
    public async Task A_call_that_comes_while_the_gateway_drains_must_be_refused()
    {
        using var client = new TestClient();
        await Gateway.DrainAsync(TimeSpan.FromSeconds(5));

        (await Gateway.RunAsync(CallOf(client))).ShouldBeOfType<TransactionOutcome.Interrupted>();

        client.Head!.Status.ShouldBe(503);
    }

    [Fact]
    public async Task A_crashed_actor_must_end_its_call_with_an_internal_error_and_leave_no_client_waiting()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var call = CallOf(client);
        var running = Gateway.RunAsync(call);
        await client.ReadUntilAsync("data:");

        Sys.Find($"/user/gateway/transactions/{call.Id}")!.Tell(Luthien.Actors.Kill.Instance);

        ErrorOf(await running).Code.ShouldBe("gateway_error");
        (await client.ReadAllAsync()).TrimEnd().Split('\n')[^1].ShouldContain("\"error\"");
    }
}
