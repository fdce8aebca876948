using System.Text;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What a client gets while a policy holds its answer. Real time, and no sleep: each test waits for what the short heartbeat brings.</summary>
public sealed class HoldingSpec : GatewayHarness
{
    static readonly TimeSpan Heartbeat = TimeSpan.FromMilliseconds(50);

    readonly SemaphoreSlim _flushes = new(0);

    public HoldingSpec() => Options = new() { Heartbeat = Heartbeat };

    [Theory]
    [InlineData("chat", JournalMode.Async)]
    [InlineData("messages", JournalMode.Async)]
    [InlineData("responses", JournalMode.Async)]
    [InlineData("responses", JournalMode.BeforeDelivery)]
    [Trait("Spec", "X-03")]
    [Trait("Spec", "PP3")]
    public async Task A_held_answer_must_let_go_what_came_before_and_give_legal_signs_of_life(string name, JournalMode mode)
    {
        Recording = new() { Node = "test", Mode = mode };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " there", " secret", " friend"])));
        using var client = new TestClient();
        var call = CallOf(client, format: WireFormats.Named(name)) with { Policies = Bound.To(holding.Policy) };
        var running = Gateway.RunAsync(call);
        await holding.Reached;
        await client.ReadUntilAsync(" there");

        for (var beats = 0; beats < 2; beats++)
            await BeatAsync(client);

        holding.Release();
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        await Gateway.RecordedAsync();
        var got = await client.ReadAllAsync();
        got.ShouldContain(" secret");
        WireFormats.Violations(name, got).ShouldBeEmpty();
        var record = Journal.Of(call.Id);
        record.ShouldBeWhole();
        record.Delivered().ShouldBe(Encoding.UTF8.GetBytes(got));
        record.LiteralBytes().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_journal_that_fails_after_signs_of_life_must_end_the_stream_where_the_client_stands()
    {
        Recording = new() { Node = "test", Mode = JournalMode.BeforeDelivery };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret", " friend"])));
        using var client = new TestClient();
        var running = Gateway.RunAsync(CallOf(client, format: WireFormats.Named("responses")) with { Policies = Bound.To(holding.Policy) });
        await holding.Reached;
        await client.ReadUntilAsync("Hello");
        await BeatAsync(client);

        Journal.Answer = static _ => JournalReceipt.Lost;
        holding.Release();

        ErrorOf(await running).Code.ShouldBe("journal_unavailable");
        var got = await client.ReadAllAsync();
        got.ShouldContain("\"keepalive\"");
        WireFormats.Violations("responses", got).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_client_that_takes_no_signs_of_life_must_be_given_up_at_the_stall_timeout()
    {
        Options = new() { Heartbeat = Heartbeat, ClientStallTimeout = TimeSpan.FromSeconds(1) };
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret"])));
        // Room for what comes before, and for some signs of life.
        using var client = new TestClient(window: 1500);
        var running = Gateway.RunAsync(CallOf(client, format: WireFormats.Named("messages")) with { Policies = Bound.To(holding.Policy) });
        await holding.Reached;

        (await running).ShouldBeOfType<TransactionOutcome.Cancelled>();
        client.WasAborted.ShouldBeTrue();
    }

    async Task BeatAsync(TestClient client)
    {
        client.OnFlush = _ => _flushes.Release();
        for (var before = client.Unread; client.Unread == before;)
            await _flushes.WaitAsync();
    }
}
