using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>One policy object serves all calls; a call keeps the chain that it began with.</summary>
public sealed class ManyCallsSpec : GatewayHarness
{
    [Fact]
    [Trait("Spec", "I-58")]
    public async Task Calls_that_share_a_policy_must_not_mix()
    {
        var policy = Numbering();
        using var first = new StreamGate();
        using var second = new StreamGate();
        foreach (var (gate, word) in new[] { (first, "one "), (second, "two ") })
            Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text([word, word, word])) with { Pacing = new Pacing { Gate = gate } });
        using var clients = new Clients();
        var chain = Bound.To(policy);
        var runs = new List<Task<TransactionOutcome>>();
        foreach (var client in clients.Two)
        {
            runs.Add(Gateway.RunAsync(CallOf(client) with { Policies = chain }));
            await Upstream.NextCallAsync();
        }

        for (var turn = 0; turn < 10; turn++)
        {
            first.Pass();
            second.Pass();
        }
        first.Open();
        second.Open();

        (await Task.WhenAll(runs)).ShouldAllBe(outcome => outcome is TransactionOutcome.Completed);
        var told = await Task.WhenAll(clients.Two.Select(client => client.ReadAllAsync()));
        foreach (var (body, word) in told.Zip(["one ", "two "]))
            for (var number = 1; number <= 3; number++)
                body.ShouldContain($"\"{number} {word}\"");
    }

    [Fact]
    [Trait("Spec", "X-06")]
    public async Task A_call_under_way_must_keep_its_chain_when_another_is_activated()
    {
        var holding = new Holding("secret");
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text(["Hello", " secret"]))).Then(ScriptedAnswer.Says("Hello"));
        using var clients = new Clients();
        var active = Bound.To(holding.Policy);
        var running = Gateway.RunAsync(CallOf(clients.Two[0]) with { Policies = active });
        await holding.Reached;

        active = Bound.To(new ScriptedPolicy
        {
            Answered = static (_, output, _) =>
            {
                output.Stop("the new chain");
                return default;
            },
        });
        (await Gateway.RunAsync(CallOf(clients.Two[1]) with { Policies = active })).ShouldBeOfType<TransactionOutcome.Blocked>();

        holding.Release();
        (await running).ShouldBeOfType<TransactionOutcome.Completed>();
        (await clients.Two[0].ReadAllAsync()).ShouldContain(" secret");
    }

    static ScriptedPolicy Numbering() => new()
    {
        Answered = static async (next, output, context) =>
        {
            await Task.Yield();
            output.Forward(next is BlockDelta { Kind: DeltaKind.Text } delta ? delta with { Text = $"{++context.State<Counter>().Count} {delta.Text}" } : next);
        },
    };

    sealed class Counter
    {
        public int Count { get; set; }
    }

    sealed class Clients : IDisposable
    {
        public IReadOnlyList<TestClient> Two { get; } = [new(), new()];

        public void Dispose()
        {
            foreach (var client in Two)
                client.Dispose();
        }
    }
}
