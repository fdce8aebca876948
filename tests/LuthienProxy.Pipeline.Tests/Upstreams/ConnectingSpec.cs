using System.Net;
using System.Net.Sockets;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Upstreams;

public sealed class ConnectingSpec : GatewayHarness
{
    [Theory]
    [InlineData(FaultKind.ResetBeforeHeaders)]
    [InlineData(FaultKind.CloseBeforeHeaders)]
    [InlineData(FaultKind.ErrorStatus)]
    [Trait("Spec", "H11")]
    public async Task One_client_call_must_be_one_upstream_call_also_on_a_reused_connection(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("warm")).Then(ScriptedAnswer.Says("unused").With(fault)).Then(ScriptedAnswer.Says("must not be asked for"));
        using var warm = new TestClient();
        using var client = new TestClient();
        await Gateway.RunAsync(CallOf(warm));

        await Gateway.RunAsync(CallOf(client));

        Upstream.Calls.Count.ShouldBe(2);
    }

    [Fact]
    [Trait("Spec", "000-27d")]
    public async Task An_upstream_that_refuses_the_connection_must_become_a_502_that_names_it()
    {
        using var closed = Reach(ClosedPort(), "gone");
        using var client = new TestClient();

        var outcome = await Gateway.RunAsync(CallOf(client, upstream: closed));

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Upstream);
        client.Head!.Status.ShouldBe(502);
    }

    [Fact]
    public async Task A_failed_try_must_be_repeated_when_the_settings_ask_for_it()
    {
        Retry = new RetryOptions { MaxRetries = 2, BaseDelay = TimeSpan.FromMilliseconds(10) };
        Upstream.Answers.Then(ScriptedAnswer.Fails(500, "no")).Then(ScriptedAnswer.Says("at last"));
        using var client = new TestClient();

        (await Gateway.RunAsync(CallOf(client))).ShouldBeOfType<TransactionOutcome.Completed>();
        Upstream.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_route_with_failover_must_move_on_to_its_next_upstream()
    {
        Retry = new RetryOptions { Failover = true };
        using var closed = Reach(ClosedPort(), "gone");
        Upstream.Answers.Then(ScriptedAnswer.Says("from the second"));
        using var client = new TestClient();
        var call = CallOf(client);

        var outcome = await Gateway.RunAsync(call with { Targets = [new UpstreamTarget(closed, null), .. call.Targets] });

        outcome.ShouldBeOfType<TransactionOutcome.Completed>();
        (await client.ReadAllAsync()).ShouldContain("second");
    }

    static Uri ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
