using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

[Trait("Spec", "000-21b")]
public sealed class DeadlineSpec : GatewayHarness
{
    public DeadlineSpec() => Options = new TransactionOptions
    {
        FirstByteTimeout = TimeSpan.FromSeconds(30),
        IdleTimeout = TimeSpan.FromSeconds(20),
        TotalTimeout = TimeSpan.FromSeconds(90),
        ClientStallTimeout = TimeSpan.FromSeconds(15),
    };

    [Theory]
    [InlineData(FaultKind.StallBeforeHeaders)]
    [InlineData(FaultKind.StallBeforeFirstEvent)]
    public async Task An_upstream_that_does_not_begin_must_be_given_up_at_the_first_byte_timeout(FaultKind fault)
    {
        Upstream.Answers.Then(ScriptedAnswer.Says("late").With(fault));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        var call = await Upstream.NextCallAsync();

        await Kit.AdvanceAsync(TimeSpan.FromSeconds(29));
        running.IsCompleted.ShouldBeFalse();
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(1.5));

        ErrorOf(await running).Kind.ShouldBe(ErrorKind.Timeout);
        client.Head!.Status.ShouldBe(504);
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task An_upstream_that_falls_silent_must_be_given_up_at_the_idle_timeout_with_a_valid_end()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");
        var call = await Upstream.NextCallAsync();

        await Kit.AdvanceAsync(TimeSpan.FromSeconds(19));
        running.IsCompleted.ShouldBeFalse();
        await Kit.AdvanceAsync(TimeSpan.FromSeconds(2));

        ErrorOf(await running).Kind.ShouldBe(ErrorKind.Timeout);
        (await client.ReadAllAsync()).TrimEnd().Split('\n')[^1].ShouldContain("\"error\"");
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }

    [Fact]
    public async Task A_call_must_end_at_the_total_timeout_however_lively_its_upstream_is()
    {
        Options = Options with { TotalTimeout = TimeSpan.FromSeconds(10) };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");

        await Kit.AdvanceAsync(TimeSpan.FromSeconds(10.1));

        ErrorOf(await running).Kind.ShouldBe(ErrorKind.Timeout);
    }

    [Fact]
    [Trait("Spec", "I-62")]
    public async Task A_client_that_takes_nothing_must_be_given_up_at_the_stall_timeout()
    {
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100_000, size: 100));
        using var client = new TestClient(window: 4096);
        var running = Gateway.RunAsync(CallOf(client));
        await client.ReadUntilAsync("data:");
        var call = await Upstream.NextCallAsync();

        await Kit.AdvanceAsync(TimeSpan.FromSeconds(31));

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        client.WasAborted.ShouldBeTrue();
        (await call.EndedAsync()).ShouldBe(CallEnding.ClientGone);
    }
}
