using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqliteCallListSpec : CallListSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;
}

public sealed class PostgresCallListSpec : CallListSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;
}

/// <summary>Lists and searches of calls, on every engine.</summary>
[Trait("Spec", "000-07d")]
public abstract class CallListSpec : QueriesSpec
{
    [Fact]
    [Trait("Spec", "002-08")]
    public async Task Every_filter_must_find_what_it_names_and_nothing_else()
    {
        await RecordAsync(
            new Traffic { Minute = 0, Model = "other" },
            new Traffic { Minute = 1, Session = "s-1", Kind = CallKind.Title },
            new Traffic { Minute = 2, Trace = new string('b', 32), Node = "node-2" },
            new Traffic { Minute = 3, Status = 529, End = summary => new Failed(summary) },
            new Traffic { Minute = 4, End = null },
            new Traffic { Minute = 5, Decisions = [new PolicyDecided { Policy = "p", Verdict = PolicyVerdict.Replace }] });
        (await MinutesAsync(new())).ShouldBe([5, 4, 3, 2, 1, 0]);
        (await MinutesAsync(new() { Model = "other" })).ShouldBe([0]);
        (await MinutesAsync(new() { SessionId = "s-1" })).ShouldBe([1]);
        (await MinutesAsync(new() { Kind = CallKind.Title })).ShouldBe([1]);
        (await MinutesAsync(new() { TraceId = new string('b', 32) })).ShouldBe([2]);
        (await MinutesAsync(new() { Node = "node-2" })).ShouldBe([2]);
        (await MinutesAsync(new() { Status = 529 })).ShouldBe([3]);
        (await MinutesAsync(new() { State = CallState.Failed })).ShouldBe([3]);
        (await MinutesAsync(new() { State = CallState.Open })).ShouldBe([4]);
        (await MinutesAsync(new() { IsIntervened = true })).ShouldBe([5]);
        (await MinutesAsync(new() { IsIntervened = false })).ShouldBe([4, 3, 2, 1, 0]);
        (await MinutesAsync(new() { From = Traffic.Start.AddMinutes(2), To = Traffic.Start.AddMinutes(4) })).ShouldBe([3, 2]);
        (await MinutesAsync(new() { Model = "other", Status = 529 })).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_call_must_be_listed_with_all_that_is_known_of_it()
    {
        await RecordAsync(new Traffic { Minute = 7, Session = "s-1", Trace = new string('c', 32) });
        var call = Found(await Queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Calls.Single();
        (call.State, call.Status, call.Kind, call.SessionId, call.Upstream, call.UpstreamStatus, call.StopReason).ShouldBe((CallState.Completed, 200, CallKind.Turn, "s-1", "main", 200, "end_turn"));
        (call.OpenedAt, call.Usage!.Input, call.DurationMs, call.IsStream, call.Title).ShouldBe((Traffic.Start.AddMinutes(7), 10, 1000, true, "hello"));
    }

    [Fact]
    public async Task Pages_must_hold_each_call_once_while_others_come()
    {
        await RecordAsync([.. Enumerable.Range(0, 25).Select(minute => new Traffic { Minute = minute })]);
        var first = Found(await Queries.ListCallsAsync(new(), new(10), CancellationToken.None));
        await RecordAsync(new Traffic { Minute = 100 }, new Traffic { Minute = 101 });
        var second = Found(await Queries.ListCallsAsync(new(), new(10, first.Next), CancellationToken.None));
        var third = Found(await Queries.ListCallsAsync(new(), new(10, second.Next), CancellationToken.None));
        third.Next.ShouldBeNull();
        first.Calls.Concat(second.Calls).Concat(third.Calls).Select(call => (int)(call.OpenedAt - Traffic.Start).TotalMinutes).ShouldBe(Enumerable.Range(0, 25).Reverse());
    }

    [Fact]
    public async Task A_wrong_question_must_be_told_as_such()
    {
        await RecordAsync([.. Enumerable.Range(0, 3).Select(minute => new Traffic { Minute = minute })]);
        var next = Found(await Queries.ListCallsAsync(new(), new(1), CancellationToken.None)).Next;
        (await Queries.ListCallsAsync(new() { Model = "x" }, new(1, next), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>().Parameter.ShouldBe("cursor");
        (await Queries.ListCallsAsync(new(), new(1, "nonsense"), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>().Parameter.ShouldBe("cursor");
        (await Queries.ListCallsAsync(new(), new(0), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>().Parameter.ShouldBe("limit");
        (await Queries.ListCallsAsync(new(), new(201), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>().Parameter.ShouldBe("limit");
        (await Queries.ListCallsAsync(new() { Text = "-only" }, new(1), CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.Invalid>().Parameter.ShouldBe("text");
    }

    [Fact]
    [Trait("Spec", "X-05")]
    public async Task Search_must_find_words_of_prompts_answers_tool_calls_and_results()
    {
        await RecordAsync(
            new Traffic { Minute = 0, Request = Traffic.Body("where is the walrus") },
            new Traffic { Minute = 1, AnswerText = "the Narwhal, of course" },
            new Traffic { Minute = 2, AnswerText = "bash {\"command\":\"ls /tmp/ocelot.txt\"}" },
            new Traffic { Minute = 3, Request = """{"model":"claude-x","max_tokens":1,"messages":[{"role":"user","content":[{"type":"tool_result","tool_use_id":"t1","content":"a pangolin was found"}]}]}""" },
            new Traffic { Minute = 4, AnswerText = "narwhal and walrus" });
        (await MinutesAsync(new() { Text = "walrus" })).ShouldBe([4, 0]);
        (await MinutesAsync(new() { Text = "NARWHAL" })).ShouldBe([4, 1]);
        (await MinutesAsync(new() { Text = "ocelot" })).ShouldBe([2]);
        (await MinutesAsync(new() { Text = "/tmp/ocelot.txt" })).ShouldBe([2]);
        (await MinutesAsync(new() { Text = "pangolin" })).ShouldBe([3]);
        (await MinutesAsync(new() { Text = "narwhal -walrus" })).ShouldBe([1]);
        (await MinutesAsync(new() { Text = "\"is the walrus\"" })).ShouldBe([0]);
        (await MinutesAsync(new() { Text = "\"walrus is\"" })).ShouldBeEmpty();
        (await MinutesAsync(new() { Text = "walrus", To = Traffic.Start.AddMinutes(2) })).ShouldBe([0]);
    }

    [Theory]
    [Trait("Spec", "X-05")]
    [InlineData("' OR 1=1 --")]
    [InlineData("NEAR(a b) AND OR NOT *")]
    [InlineData("a:b & !c | (d) <-> 'e' \\")]
    [InlineData("\"unclosed ' \\ \" -\"")]
    [InlineData("document : x ^ { } + \u0000 \ud83e\udd8a")]
    public async Task No_text_may_be_taken_for_an_engines_syntax(string text) => (await MinutesAsync(new() { Text = text + " zzz" })).ShouldBeEmpty();

    [Fact]
    [Trait("Spec", "X-05")]
    public async Task A_search_must_page_through_all_that_it_finds()
    {
        await RecordAsync([.. Enumerable.Range(0, 950).Select(minute => new Traffic { Minute = minute, Request = """{"model":"m","messages":[]}""", AnswerText = minute % 3 == 0 ? "common" : "other" })]);
        (await MinutesAsync(new() { Text = "common" }, limit: 50)).ShouldBe(Enumerable.Range(0, 950).Where(minute => minute % 3 == 0).Reverse());
        (await MinutesAsync(new() { Text = "common other" }, limit: 50)).ShouldBeEmpty();
    }
}
