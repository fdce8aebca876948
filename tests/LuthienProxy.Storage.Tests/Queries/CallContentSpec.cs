using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Diff;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqliteCallContentSpec : CallContentSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;
}

public sealed class PostgresCallContentSpec : CallContentSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;
}

/// <summary>What is shown of one call: detail, events and both sides, on every engine.</summary>
public abstract class CallContentSpec : QueriesSpec
{
    public static TheoryData<string, bool> Forms => Answers.Forms;

    [Theory]
    [Trait("Spec", "X-01")]
    [Trait("Spec", "000-07f")]
    [MemberData(nameof(Forms))]
    public async Task What_a_policy_changed_must_stand_beside_what_it_was(string format, bool isStream)
    {
        var call = new Traffic
        {
            Format = format, Request = Answers.Request(format), Original = Answers.Of(format, isStream, "I will pay 100 dollars", "rm -rf /"), Delivered = Answers.Of(format, isStream, "I will pay 200 dollars", "ls"),
        };
        await RecordAsync(call);
        var diff = Found(await Queries.GetDiffAsync(call.Id, CancellationToken.None));
        (diff.IsChanged, diff.IsStream, diff.Request!.IsChanged, diff.Response!.IsChanged).ShouldBe((true, isStream, false, true));
        diff.Response.Blocks.Select(block => (block.Change, block.Before!.Kind)).ShouldBe([(ChangeKind.Changed, ContentKind.Text), (ChangeKind.Changed, ContentKind.ToolCall)]);
        diff.Response.Blocks[0].Words.ShouldBe([new(ChangeKind.Same, "I will pay "), new(ChangeKind.Removed, "100"), new(ChangeKind.Added, "200"), new(ChangeKind.Same, " dollars")]);
        (diff.Response.Blocks[1].Before!.Text, diff.Response.Blocks[1].After!.Text).ShouldBe((Answers.Arguments("rm -rf /"), Answers.Arguments("ls")));
        (diff.Response.Blocks[1].After!.ToolName, diff.Response.Blocks[1].After!.ToolCallId).ShouldBe(("bash", "call_1"));
        (diff.Response.StopReason.Change, diff.Response.Error.Change, diff.Gaps.Count).ShouldBe((ChangeKind.Same, ChangeKind.Same, 0));
    }

    [Theory]
    [Trait("Spec", "X-01")]
    [Trait("Spec", "000-07f")]
    [MemberData(nameof(Forms))]
    public async Task Without_a_policys_change_both_sides_must_be_the_same(string format, bool isStream)
    {
        var call = new Traffic { Format = format, Request = Answers.Request(format), Original = Answers.Of(format, isStream, "fine", "ls") };
        await RecordAsync(call);
        var diff = Found(await Queries.GetDiffAsync(call.Id, CancellationToken.None));
        diff.IsChanged.ShouldBeFalse();
        diff.Response!.Blocks.Select(block => block.Change).ShouldBe([ChangeKind.Same, ChangeKind.Same]);
        diff.Request!.Messages.Select(message => message.Change).ShouldBe([ChangeKind.Same]);
    }

    [Theory]
    [Trait("Spec", "000-07f")]
    [MemberData(nameof(Forms))]
    public async Task Both_sides_must_be_had_whole(string format, bool isStream)
    {
        var call = new Traffic
        {
            Format = format, Request = Answers.Request(format), Original = Answers.Of(format, isStream, "I will pay 100 dollars", "ls"), Delivered = Answers.Of(format, isStream, "I will pay 200 dollars", "ls"),
            Decisions = [new PolicyDecided { Policy = "dear", Verdict = PolicyVerdict.Replace }],
        };
        await RecordAsync(call);
        var (sides, detail) = (Found(await Queries.GetSidesAsync(call.Id, CancellationToken.None)), Found(await Queries.GetCallAsync(call.Id, CancellationToken.None)));
        (sides.Before.Response!.Blocks[0].Text, sides.After.Response!.Blocks[0].Text).ShouldBe(("I will pay 100 dollars", "I will pay 200 dollars"));
        sides.Before.Response.Blocks[1].ShouldBe(sides.After.Response.Blocks[1]);
        sides.After.Request.ShouldBeSameAs(sides.Before.Request);
        sides.Before.Request!.Messages.Count.ShouldBe(detail.Request!.Messages.Count);
        sides.Decisions.ShouldBe(detail.Decisions);
        (sides.Call, sides.Gaps.Count).ShouldBe((detail.Call, 0));
    }

    [Fact]
    public async Task A_request_that_went_nowhere_must_have_one_side()
    {
        var call = new Traffic { WentUpstream = false, Original = "", Delivered = """{"type":"error","error":{"type":"invalid_request_error","message":"no"}}""", Status = 400, End = static summary => new Blocked(summary) };
        await RecordAsync(call);
        var sides = Found(await Queries.GetSidesAsync(call.Id, CancellationToken.None));
        sides.Before.Request.ShouldNotBeNull();
        (sides.Before.Response, sides.After.Request).ShouldBe((null, null));
        sides.After.Response!.Error.ShouldNotBeNull().ShouldContain("no");
    }

    [Fact]
    [Trait("Spec", "X-01")]
    public async Task A_changed_request_must_show_each_part_that_changed()
    {
        var call = new Traffic
        {
            Request = """{"model":"a","max_tokens":9,"temperature":1,"system":"be kind","tools":[{"name":"bash","input_schema":{}},{"name":"web","input_schema":{}}],"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yes"},{"role":"user","content":"my key is abc"}]}""",
            Forwarded = """{"model":"b","max_tokens":9,"top_p":1,"system":"be strict","tools":[{"name":"web","input_schema":{}}],"messages":[{"role":"user","content":"hi"},{"role":"assistant","content":"yes"},{"role":"user","content":"my key is hidden"}]}""",
        };
        await RecordAsync(call);
        var request = Found(await Queries.GetDiffAsync(call.Id, CancellationToken.None)).Request!;
        (request.IsChanged, request.Model.Before, request.Model.After).ShouldBe((true, "a", "b"));
        request.System.Single().Words.ShouldContain(new WordRun(ChangeKind.Removed, "kind"));
        request.Tools.Select(tool => (tool.Name, tool.Change)).ShouldBe([("bash", ChangeKind.Removed), ("web", ChangeKind.Same)]);
        request.Parameters.Select(parameter => (parameter.Name, parameter.Change)).ShouldBe([("max_tokens", ChangeKind.Same), ("temperature", ChangeKind.Removed), ("top_p", ChangeKind.Added)]);
        request.Messages.Select(message => message.Change).ShouldBe([ChangeKind.Same, ChangeKind.Same, ChangeKind.Changed]);
        request.Messages[2].Content.Single().Words.ShouldContain(new WordRun(ChangeKind.Added, "hidden"));
    }

    [Fact]
    public async Task A_client_that_left_must_not_look_like_a_policy()
    {
        var whole = Traffic.Stream("one two three");
        var call = new Traffic { Original = whole, Delivered = whole[..(whole.Length / 2)], End = summary => new Cancelled(summary) };
        await RecordAsync(call);
        var diff = Found(await Queries.GetDiffAsync(call.Id, CancellationToken.None));
        diff.IsChanged.ShouldBeFalse();
        diff.Gaps.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_detail_must_hold_the_conversation_and_what_was_decided()
    {
        var call = new Traffic
        {
            Request = Traffic.Body("first", "answer", "second"), Delivered = Traffic.Stream("no"), Decisions = [new PolicyDecided { Policy = "guard", Version = 3, Verdict = PolicyVerdict.Replace, Reason = "because", Block = 0, Took = TimeSpan.FromMilliseconds(2) }],
        };
        await RecordAsync(call);
        var detail = Found(await Queries.GetCallAsync(call.Id, CancellationToken.None));
        detail.Request!.Messages.Select(message => (message.Role, message.Content.Single().Text)).ShouldBe([("user", "first"), ("assistant", "answer"), ("user", "second")]);
        detail.Request.Tools.Single().Name.ShouldBe("bash");
        detail.Request.System.Single().Text.ShouldStartWith("You are an agent.");
        detail.Response!.Blocks.Single().Text.ShouldBe("no");
        (detail.Response.StopReason, detail.Response.IsComplete, detail.IsResponseChanged, detail.IsRequestChanged).ShouldBe(("end_turn", true, true, false));
        (detail.Decisions.Single().Policy, detail.Decisions[0].Reason, detail.Decisions[0].TookMs).ShouldBe(("guard", "because", 2));
        (detail.UpstreamUrl, detail.RequestHeaders.Single().Value, detail.Gaps.Count).ShouldBe(("http://upstream/v1/messages", "test", 0));
    }

    [Fact]
    public async Task An_upstreams_refusal_must_be_shown_as_the_error_that_it_is()
    {
        var call = new Traffic { Status = 529, Original = """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", End = summary => new Failed(summary) };
        await RecordAsync(call);
        Found(await Queries.GetCallAsync(call.Id, CancellationToken.None)).Response!.Error.ShouldNotBeNull().ShouldContain("Overloaded");
    }

    [Fact]
    [Trait("Spec", "002-20")]
    public async Task Ten_thousand_events_must_come_in_order_in_bounded_pages_while_others_are_written()
    {
        var call = new Traffic { Original = new string('x', 4_000 * 9_995), End = null };
        await RecordAsync(call);
        var sequences = new List<int>();
        var after = 0;
        do
        {
            var page = Found(await Queries.GetEventsAsync(call.Id, after, QueryOptions.MaxPage, CancellationToken.None));
            page.Events.Count.ShouldBeInRange(1, QueryOptions.MaxPage);
            page.Events.Sum(each => each.Body?.Text?.Length ?? 0).ShouldBeLessThan(QueryOptions.MaxPage * new QueryOptions().MaxEventBodyBytes);
            sequences.AddRange(page.Events.Select(each => each.Sequence));
            after = page.Next ?? 0;
        }
        while (after > 0);
        sequences.ShouldBe(Enumerable.Range(1, 10_000));
    }

    [Fact]
    public async Task An_event_must_say_what_happened_and_show_its_bytes()
    {
        var call = new Traffic { Request = Traffic.Body("hello"), Delivered = Traffic.Stream("no") };
        await RecordAsync(call);
        var page = Found(await Queries.GetEventsAsync(call.Id, 0, 100, CancellationToken.None));
        page.Events.Select(each => each.Type).ShouldBe(["opened", "request_received", "request_forwarded", "upstream_responded", "original_segment", "delivered_segment", "completed"]);
        (page.Events[1].Body!.Text, page.Events[4].Body!.Text, page.Events[5].Body!.Text).ShouldBe((call.Request, call.Original, call.Delivered));
        (page.Next, page.IsEnded).ShouldBe((null, true));
    }

    [Fact]
    [Trait("Spec", "000-07c")]
    public async Task What_is_not_on_record_must_be_told_as_such()
    {
        var unknown = new Traffic().Id;
        (await Queries.GetCallAsync(unknown, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
        (await Queries.GetDiffAsync(unknown, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
        (await Queries.GetSidesAsync(unknown, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
        (await Queries.GetEventsAsync(unknown, 0, 10, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
        (await Queries.GetSessionAsync("nobody", new(10), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
    }
}
