using System.Text;
using System.Text.Json.Nodes;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Pipeline.Activities;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Activity.Tests.Publishing;

public sealed class EventEncoderSpec
{
    const string Head = "\"at\":\"2031-03-07T11:13:17.250Z\",\"node\":\"one\",\"epoch\":\"abc\",\"number\":7";
    const string OfCall = "\"transaction_id\":\"00000001000000000000000000000000\",\"model\":\"sim/hello\"";

    public static TheoryData<ActivityEvent, string> Catalogue => new()
    {
        {
            Some.Opened(Some.Call(session: "s-1", instance: "strict")) with { Policy = new("strict", 3, IsOverride: false) },
            $$$"""{"type":"transaction.opened",{{{Head}}},{{{OfCall}}},"session_id":"s-1","instance":"strict","format":"openai-chat","kind":"turn","is_stream":true,"path":"/v1/chat/completions","policy":{"name":"strict","version":3,"is_override":false}}"""
        },
        { Some.Moved(1, TransactionState.Deciding), $$"""{"type":"transaction.state",{{Head}},{{OfCall}},"state":"deciding"}""" },
        { new CallAnswered { At = Some.Time, Call = Some.Call(), AfterMs = 12.345 }, $$"""{"type":"transaction.first_byte",{{Head}},{{OfCall}},"after_ms":12.3}""" },
        {
            new CallProgressed { At = Some.Time, Call = Some.Call(), Bytes = 10, Deltas = 2, ElapsedMs = 1000.4 },
            $$"""{"type":"transaction.progress",{{Head}},{{OfCall}},"bytes":10,"deltas":2,"elapsed_ms":1000}"""
        },
        {
            CallDecided.Of(Some.Call(), Some.Time, new PolicyDecided { Policy = "no-rm", Version = 2, Stage = 1, Verdict = PolicyVerdict.Block, Reason = "rm -rf", Block = 0, Probability = 0.9, Took = TimeSpan.FromMilliseconds(1.25) }),
            $$"""{"type":"policy.decided",{{Head}},{{OfCall}},"policy":"no-rm","version":2,"stage":1,"verdict":"block","is_shadow":false,"reason":"rm -rf","block":0,"probability":0.9,"took_ms":1.2}"""
        },
        {
            Some.Ended() with { Status = 200, TimeToFirstByteMs = 1.26, Tokens = new TokenUsage { Input = 3, Output = 4 }, StopReason = "end_turn" },
            $$$"""{"type":"transaction.completed",{{{Head}}},{{{OfCall}}},"status":200,"duration_ms":12.3,"time_to_first_byte_ms":1.3,"tokens":{"input":3,"output":4},"stop_reason":"end_turn","bytes_delivered":7}"""
        },
        {
            Some.Ended(1, TransactionState.Failed) with { ErrorCode = "upstream_timeout", Error = "No answer." },
            $$"""{"type":"transaction.failed",{{Head}},{{OfCall}},"duration_ms":12.3,"error_code":"upstream_timeout","error":"No answer.","bytes_delivered":7}"""
        },
        { Some.Ended(1, TransactionState.Blocked), $$"""{"type":"transaction.blocked",{{Head}},{{OfCall}},"duration_ms":12.3,"bytes_delivered":7}""" },
        { Some.Ended(1, TransactionState.Cancelled), $$"""{"type":"transaction.cancelled",{{Head}},{{OfCall}},"duration_ms":12.3,"bytes_delivered":7}""" },
        { Some.Ended(1, TransactionState.Interrupted), $$"""{"type":"transaction.interrupted",{{Head}},{{OfCall}},"duration_ms":12.3,"bytes_delivered":7}""" },
        {
            new PolicyActivated { At = Some.Time, Name = "strict", Version = 3, By = "admin", Action = "activated" },
            $$"""{"type":"policy.activated",{{Head}},"name":"strict","version":3,"by":"admin","action":"activated"}"""
        },
        { new NodeChanged { At = Some.Time, IsStopping = false }, $$"""{"type":"node.started",{{Head}}}""" },
        { new PeerChanged { At = Some.Time, Peer = "two", IsLost = true }, $$"""{"type":"node.lost",{{Head}},"peer":"two"}""" },
        { new PeerChanged { At = Some.Time, Peer = "two", IsLost = false }, $$"""{"type":"node.found",{{Head}},"peer":"two"}""" },
        { new NodeChanged { At = Some.Time, IsStopping = true }, $$"""{"type":"node.stopping",{{Head}}}""" },
        {
            new DependencyChanged { At = Some.Time, Dependency = "redis", State = DependencyState.Down, Detail = "away" },
            $$"""{"type":"dependency.state",{{Head}},"dependency":"redis","state":"down","detail":"away"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Catalogue))]
    public void Every_event_must_be_said_as_the_catalogue_says(ActivityEvent happened, string json)
    {
        using var encoder = new EventEncoder();
        Encoding.UTF8.GetString(encoder.Encode(happened, "one", "abc", 7)).ShouldBe(json);
        EventTypes.All.ShouldContain(happened.Type);
    }

    [Fact]
    public void Every_type_of_the_catalogue_must_have_an_event() =>
        Catalogue.Select(row => ((ActivityEvent)row[0]).Type).Append(EventTypes.Gap).Order().ShouldBe(EventTypes.All.Order());

    [Fact]
    public void An_encoder_must_not_remember_the_event_before()
    {
        using var encoder = new EventEncoder();
        encoder.Encode(Some.Opened(Some.Call(model: new string('x', 200))), "one", "abc", 7);
        Encoding.UTF8.GetString(encoder.Encode(new NodeChanged { At = Some.Time, IsStopping = true }, "one", "abc", 8)).ShouldBe($$"""{"type":"node.stopping",{{Head[..^1]}}8}""");
    }

    [Theory]
    [InlineData("a\nevent: gap\ndata: {}\n\n")]
    [InlineData("a\r\r")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\u2028\0\"\\\ud800")]
    public void No_text_may_break_out_of_its_line(string text)
    {
        using var encoder = new EventEncoder();
        var json = Encoding.UTF8.GetString(encoder.Encode(Some.Opened(Some.Call(model: text)), text, "abc", 7));
        json.ShouldNotContain('\n');
        json.ShouldNotContain('\r');
        json.ShouldNotContain('<');
        HeardEvents.Read(Encoding.UTF8.GetBytes(json)).ShouldNotBeNull();
    }

    [Fact]
    public void Texts_from_outside_must_be_cut_and_never_in_the_midst_of_a_character()
    {
        using var encoder = new EventEncoder();
        var json = JsonNode.Parse(encoder.Encode(Some.Opened(Some.Call(model: "x" + string.Concat(Enumerable.Repeat("😀", 1000)))), "one", "abc", 7))!;
        var model = json["model"]!.GetValue<string>();
        model.Length.ShouldBeLessThanOrEqualTo(256);
        model.ShouldEndWith("😀…");
    }
}
