using System.Diagnostics;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Transactions;

/// <summary>Real time, and no sleep: each test waits for the end that its one short timeout brings. Never early is asserted; how late is the machine's affair.</summary>
[Trait("Spec", "000-21b")]
public sealed class DeadlineSpec : GatewayHarness
{
    static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    [Theory]
    [InlineData(FaultKind.StallBeforeHeaders, true)]
    [InlineData(FaultKind.StallBeforeFirstEvent, true)]
    [InlineData(FaultKind.StallBeforeHeaders, false)]
    [InlineData(FaultKind.StallBeforeFirstEvent, false)]
    public async Task An_upstream_that_does_not_begin_must_be_given_up_at_the_first_byte_timeout(FaultKind fault, bool stream)
    {
        Options = new TransactionOptions { FirstByteTimeout = Short };
        Upstream.Answers.Then(ScriptedAnswer.Says("late").With(fault));
        using var client = new TestClient();

        var (outcome, took) = await TimedAsync(client, stream);

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Timeout);
        client.Head!.Status.ShouldBe(504);
        took.ShouldBeGreaterThanOrEqualTo(Short);
        await UpstreamWasCancelledAsync();
    }

    [Fact]
    public async Task An_upstream_that_falls_silent_must_be_given_up_at_the_idle_timeout_with_a_valid_end()
    {
        Options = new TransactionOptions { IdleTimeout = Short };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(10).With(FaultKind.StallMidStream));
        using var client = new TestClient();

        var (outcome, took) = await TimedAsync(client);

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Timeout);
        (await client.ReadAllAsync()).TrimEnd().Split('\n')[^1].ShouldContain("\"error\"");
        took.ShouldBeGreaterThanOrEqualTo(Short);
        await UpstreamWasCancelledAsync();
    }

    [Fact]
    public async Task A_call_must_end_at_the_total_timeout_however_lively_its_upstream_is()
    {
        Options = new TransactionOptions { TotalTimeout = Short };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(100_000) with { Pacing = new Pacing { Every = TimeSpan.FromMilliseconds(10) } });
        using var client = new TestClient();

        var (outcome, took) = await TimedAsync(client);

        ErrorOf(outcome).Kind.ShouldBe(ErrorKind.Timeout);
        took.ShouldBeGreaterThanOrEqualTo(Short);
        await UpstreamWasCancelledAsync();
    }

    [Fact]
    [Trait("Spec", "I-62")]
    [Trait("Spec", "002-23")]
    public async Task A_client_that_takes_nothing_must_be_given_up_at_the_stall_timeout_and_cost_no_memory_meanwhile()
    {
        Options = new TransactionOptions { ClientStallTimeout = Short };
        Upstream.Answers.Then(ScriptedAnswer.SaysLong(20_000, size: 500));
        using var client = new TestClient(window: 4096);

        var (outcome, took) = await TimedAsync(client);

        outcome.ShouldBeOfType<TransactionOutcome.Cancelled>();
        client.WasAborted.ShouldBeTrue();
        took.ShouldBeGreaterThanOrEqualTo(Short);
        client.Unread.ShouldBeLessThan(4096 + Options.FlushAt + 4096);
        await UpstreamWasCancelledAsync();
    }

    async Task<(TransactionOutcome Outcome, TimeSpan Took)> TimedAsync(TestClient client, bool stream = true)
    {
        var start = Stopwatch.GetTimestamp();
        var outcome = await Gateway.RunAsync(CallOf(client, stream));
        return (outcome, Stopwatch.GetElapsedTime(start));
    }

    async Task UpstreamWasCancelledAsync() => (await (await Upstream.NextCallAsync()).EndedAsync()).ShouldBe(CallEnding.ClientGone);
}
