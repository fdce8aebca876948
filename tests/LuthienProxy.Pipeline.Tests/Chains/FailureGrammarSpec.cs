using System.Text.Json;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>Wherever in an answer a policy fails, what the client has of it keeps to its format's rules.</summary>
[Trait("Spec", "PP5")]
public sealed class FailureGrammarSpec : GatewayHarness
{
    static readonly ScriptedAnswer Rich = ScriptedAnswer.Of(
        new AnswerPart.Reasoning("thinking", "c2VhbA=="), new AnswerPart.Text(["Let me", " look"]), AnswerPart.ToolCall.Fragmented("Bash", """{"command":"ls -la"}"""),
        AnswerPart.ToolCall.Fragmented("Read", """{"path":"a"}"""));

    static readonly TimeSpan Limit = TimeSpan.FromSeconds(37);

    readonly WatchedTime _time = new();

    public FailureGrammarSpec() => Clock = _time;

    public static IEnumerable<object[]> Cases =>
        from format in new[] { "chat", "messages", "responses" } from mode in Enum.GetValues<FailureMode>() from hangs in new[] { true, false } select new object[] { format, mode, hangs };

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_stream_must_keep_to_its_format_at_whichever_event_a_policy_fails(string name, FailureMode mode, bool hangs)
    {
        Upstream.Answers.Otherwise(Rich);
        var events = await EventsOfAsync(name, stream: true);
        events.ShouldBeGreaterThan(10);

        for (var at = 0; at < events; at++)
        {
            using var client = new TestClient();

            (await FailAsync(client, name, stream: true, mode, hangs, at)).State.ShouldBe(StateAfter(mode));

            var got = await client.ReadAllAsync();
            (client.Head!.Status == 200 ? WireFormats.Violations(name, got).Select(violation => violation.ToString()) : ErrorProblems(got)).ShouldBeEmpty($"failed at event {at}: {got}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task An_answer_that_is_not_streamed_must_keep_to_its_format_at_whichever_event_a_policy_fails(string name, FailureMode mode, bool hangs)
    {
        Upstream.Answers.Otherwise(Rich);
        var events = await EventsOfAsync(name, stream: false);

        for (var at = 0; at < events; at++)
        {
            using var client = new TestClient();

            (await FailAsync(client, name, stream: false, mode, hangs, at)).State.ShouldBe(StateAfter(mode));

            var got = await client.ReadAllAsync();
            client.Head!.Status.ShouldBe(mode == FailureMode.Open ? 200 : 400);
            (mode == FailureMode.Open ? WireFormats.BodyViolations(name, got).Select(violation => violation.ToString()) : ErrorProblems(got)).ShouldBeEmpty($"failed at event {at}: {got}");
        }
    }

    async Task<int> EventsOfAsync(string name, bool stream)
    {
        var events = 0;
        var counting = new ScriptedPolicy
        {
            Answered = (next, output, _) =>
            {
                events++;
                output.Forward(next);
                return default;
            },
        };
        using var client = new TestClient();
        await Gateway.RunAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Bound.To(counting) });
        return events;
    }

    async Task<TransactionOutcome> FailAsync(TestClient client, string name, bool stream, FailureMode mode, bool hangs, int at)
    {
        var seen = 0;
        ScriptedPolicy policy = null!;
        policy = new ScriptedPolicy(mode)
        {
            Answered = (next, output, _) =>
            {
                if (seen++ == at)
                    return hangs ? policy.HangAsync() : throw new InvalidOperationException("broken");
                output.Forward(next);
                return default;
            },
        };
        // Each its own limit, so that the clock can tell that this one waits.
        var limit = Limit + TimeSpan.FromSeconds(at);
        var chain = Bound.To(new PolicyBinding { Name = "limited", Policy = policy, Limits = new() { DecisionTimeout = limit } });
        var running = Gateway.RunAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = chain });
        await (hangs ? _time.ArmedAsync(limit) : running);
        _time.Advance(limit);
        return await running;
    }

    static TransactionState StateAfter(FailureMode mode) => mode == FailureMode.Open ? TransactionState.Completed : TransactionState.Blocked;

    // Each format's error is one JSON object with an error that says something.
    static IEnumerable<string> ErrorProblems(string body)
    {
        using var json = JsonDocument.Parse(body);
        if (string.IsNullOrEmpty(json.RootElement.GetProperty("error").GetProperty("message").GetString()))
            yield return "the error says nothing";
    }
}
