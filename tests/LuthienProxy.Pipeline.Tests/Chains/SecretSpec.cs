using System.Text;
using System.Text.Json;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Tests.Support;
using LuthienProxy.Policies;
using LuthienProxy.Policies.BlockDangerousCommands;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Policies.RegexRedaction;
using LuthienProxy.Policies.SimpleToolCallJudge;
using LuthienProxy.Policies.StringReplacement;
using LuthienProxy.Policies.Text;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Simulator;

namespace LuthienProxy.Pipeline.Tests.Chains;

/// <summary>What policies remove reaches no client, no upstream where they watch requests, and with <c>journal.content = redacted</c> no record.</summary>
public sealed class SecretSpec : GatewayHarness
{
    const string Token = "ACME-48151623";
    const string Name = "Zanzibar";

    public static TheoryData<string, bool, JournalMode> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool, JournalMode>();
            foreach (var name in new[] { "chat", "messages", "responses" })
                foreach (var mode in new[] { JournalMode.Async, JournalMode.BeforeDelivery })
                {
                    ways.Add(name, true, mode);
                    ways.Add(name, false, mode);
                }
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    [Trait("Spec", "PP2")]
    [Trait("Spec", "000-20")]
    public async Task A_secret_must_be_nowhere_but_in_what_came(string name, bool stream, JournalMode mode)
    {
        Recording = new() { Node = "test", Content = JournalContent.Redacted, Mode = mode, SegmentBytes = 1024 };
        Upstream.Answers.Then(ScriptedAnswer.Of(
            AnswerPart.Text.Split($"Before. The token is {Token}, the place {Name}. After.", 2), AnswerPart.ToolCall.Fragmented("Bash", JsonSerializer.Serialize(new { command = $"echo {Token} {Name}" }), 3)));
        using var client = new TestClient();
        var call = Asking(CallOf(client, stream, WireFormats.Named(name)), $"My token is {Token} in {Name}.") with { Policies = Redacting() };

        var record = await RecordAsync(call);

        record.The<Completed>();
        var got = await client.ReadAllAsync();
        Loose(got).ShouldContain("Before. The token is [redacted ticket], the place Elsewhere. After.");
        ShouldNotTell(Loose(got));
        ShouldNotTell(Encoding.UTF8.GetString((await Upstream.NextCallAsync()).Request.Body.ToArray()));
        ShouldNotTell(Everything(record));
        Journal.Batches.Select(batch => batch.AnswerText).OfType<string>().ShouldHaveSingleItem().ShouldContain("[redacted ticket]");
        record.The<RequestReceived>().Body.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(CutReason.Redacted);
        record.The<RequestForwarded>().Body.ShouldBeOfType<Payload.Whole>();
        record.Events<PolicyDecided>().ShouldNotBeEmpty();
        client.Unread.ShouldBe(record.Events<DeliveredSegment>().Sum(segment => segment.Size));
    }

    [Theory]
    [InlineData(JournalContent.Redacted, true)]
    [InlineData(JournalContent.Redacted, false)]
    [InlineData(JournalContent.Hash, true)]
    [Trait("Spec", "000-20")]
    public async Task What_a_judge_quotes_must_not_be_kept(JournalContent content, bool stream)
    {
        Recording = new() { Node = "test", Content = content };
        Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", JsonSerializer.Serialize(new { command = $"echo {Token}" })));
        using var client = new TestClient();
        var judge = new PolicyBinding
        {
            Name = "judge",
            Policy = new SimpleToolCallJudgePolicy(new JudgeOptions { Upstream = ScriptedJudges.Upstream, Model = "m" }),
            Judges = new ScriptedJudges($$"""{"probability":0.9,"explanation":"It prints {{Token}}."}"""),
        };

        var record = await RecordAsync(CallOf(client, stream) with { Policies = Bound.To([judge, .. Redacting().Chain.Stages]) });

        var expected = content == JournalContent.Hash ? CutReason.HashOnly : CutReason.Redacted;
        record.The<JudgeCalled>().Answer.ShouldBeOfType<Payload.Cut>().Reason.ShouldBe(expected);
        record.Events<PolicyDecided>().First().Reason.ShouldBe("(not kept: journal.content)");
        ShouldNotTell(Everything(record));
        ShouldNotTell(await client.ReadAllAsync());
    }

    [Fact]
    public async Task With_full_content_a_judges_answer_must_be_on_record()
    {
        Upstream.Answers.Then(ScriptedAnswer.Calls("Bash", """{"command":"ls"}"""));
        using var client = new TestClient();
        const string answer = """{"probability":0.1,"explanation":"Fine."}""";
        var judge = new PolicyBinding { Name = "judge", Policy = new SimpleToolCallJudgePolicy(new JudgeOptions { Upstream = ScriptedJudges.Upstream, Model = "m" }), Judges = new ScriptedJudges(answer) };

        var record = await RecordAsync(CallOf(client) with { Policies = Bound.To(judge) });

        record.The<JudgeCalled>().Answer.ShouldBe(new Payload.Whole(Encoding.UTF8.GetBytes(answer)));
        record.LiteralBytes().ShouldBe(0);
    }

    [Theory]
    [InlineData("chat", true)]
    [InlineData("chat", false)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    [InlineData("responses", true)]
    [InlineData("responses", false)]
    [Trait("Spec", "PP1")]
    public async Task A_blocked_call_must_leave_no_byte_with_the_client(string name, bool stream)
    {
        Upstream.Answers.Then(ScriptedAnswer.Of(new AnswerPart.Text("Let me clean up."), new AnswerPart.ToolCall("Bash", ["{\"command\":\"rm ", "-rf / # precious\"}"], "call_telltale")));
        using var client = new TestClient();
        var policy = new BlockDangerousCommandsPolicy(new() { Explanation = ExplanationDetail.ReasonOnly });

        var record = await RecordAsync(CallOf(client, stream, WireFormats.Named(name)) with { Policies = Bound.To(policy) });

        var got = Loose(await client.ReadAllAsync());
        got.ShouldContain("Let me clean up.");
        foreach (var trace in new[] { "Bash", "call_telltale", "precious" })
            got.ShouldNotContain(trace);
        record.The<PolicyDecided>().Verdict.ShouldBe(PolicyVerdict.Block);
        record.The<Completed>();
    }

    [Theory]
    [InlineData("chat", true)]
    [InlineData("messages", true)]
    [InlineData("messages", false)]
    [InlineData("responses", true)]
    [Trait("Spec", "PP7")]
    public async Task Usage_must_stay_the_upstreams(string name, bool stream)
    {
        Upstream.Answers.Otherwise(ScriptedAnswer.Says($"The place is {Name}."));
        using var plain = new TestClient();
        using var rewritten = new TestClient();

        var before = await RecordAsync(CallOf(plain, stream, WireFormats.Named(name)));
        var after = await RecordAsync(CallOf(rewritten, stream, WireFormats.Named(name)) with { Policies = Redacting() });

        after.LiteralBytes().ShouldBeGreaterThan(0);
        after.The<Completed>().Summary.Usage.ShouldBe(before.The<Completed>().Summary.Usage);
    }

    static LuthienProxy.Pipeline.Chains.ActiveChain Redacting() => Bound.To(
        new RegexRedactionPolicy(new() { Sets = default, Patterns = [new("ticket", "ACME-[0-9]{4,8}")] }),
        new StringReplacementPolicy(new() { Pairs = [new(Name, "Elsewhere")], Direction = PolicyDirection.Both, Targets = TextTargets.All }));

    static Pipeline.Transactions.Call Asking(Pipeline.Transactions.Call call, string text)
    {
        var body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(call.Body!.Value.Span).Replace("\"hi\"", JsonSerializer.Serialize(text), StringComparison.Ordinal));
        return call with { Body = body, Request = call.Format.DecodeRequest(body, new RequestLimits()) };
    }

    /// <summary>All that stands on record, as it is stored, and the pieces of the answer joined.</summary>
    static string Everything(IReadOnlyList<JournalEntry> record)
    {
        var all = new StringBuilder();
        foreach (var entry in record)
        {
            var stored = EventCodec.Encode(entry.Event);
            all.AppendLine(stored.Data).AppendLine(Encoding.UTF8.GetString(stored.Body.GetValueOrDefault().Span));
        }
        var original = record.Events<OriginalSegment>().Select(segment => segment.Bytes);
        var literals = record.Events<DeliveredSegment>().SelectMany(segment => segment.Runs).OfType<DeliveredRun.Literal>().Select(run => run.Bytes);
        foreach (var side in new[] { original, literals })
            all.AppendLine(Loose(string.Concat(side.OfType<Payload.Whole>().Select(payload => Encoding.UTF8.GetString(payload.Bytes.Span)))));
        return all.ToString();
    }

    /// <summary>A stream or body with the words of its deltas put together.</summary>
    static string Loose(string body) => body + "\n" + string.Concat(
        System.Text.RegularExpressions.Regex.Matches(body, "\"(?:text|delta|content|partial_json|arguments)\":\"((?:[^\"\\\\]|\\\\.)*)\"").Select(match => match.Groups[1].Value));

    static void ShouldNotTell(string text)
    {
        text.ShouldNotContain(Token);
        text.ShouldNotContain(Token[5..]);
        text.ShouldNotContain(Name);
    }
}
