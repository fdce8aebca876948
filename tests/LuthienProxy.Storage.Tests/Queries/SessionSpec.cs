using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Storage.Tests.Queries;

public sealed class SqliteSessionSpec : SessionSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;
}

public sealed class PostgresSessionSpec : SessionSpec
{
    private protected override DatabaseEngine Engine => DatabaseEngine.Postgres;
}

/// <summary>Sessions: their list, their turns without the history, their export; on every engine.</summary>
public abstract class SessionSpec : QueriesSpec
{
    [Fact]
    public async Task A_turn_must_show_only_what_is_new_in_it()
    {
        await RecordAsync(Conversation(6));
        var session = await SessionAsync("s-1", 100);
        session.Select(call => (call.KnownMessages, Texts(call), call.Response!.Blocks.Single().Text)).ShouldBe(
            Enumerable.Range(0, 6).Select(turn => (2 * turn, $"question {turn}", $"answer {turn}")));
        session.Select(call => call.System.Count).ShouldBe([1, 0, 0, 0, 0, 0]);
        session.ShouldAllBe(call => call.Gaps.Count == 0);
    }

    [Fact]
    public async Task Pages_must_say_what_the_whole_says()
    {
        await RecordAsync(Conversation(7));
        var whole = await SessionAsync("s-1", 100);
        var paged = await SessionAsync("s-1", 2);
        paged.Select(call => (call.Call.TransactionId, call.KnownMessages, Texts(call))).ShouldBe(whole.Select(call => (call.Call.TransactionId, call.KnownMessages, Texts(call))));
    }

    [Fact]
    public async Task Errands_must_be_told_apart_and_take_nothing_from_the_turns()
    {
        await RecordAsync(
            new Traffic { Minute = 0, Session = "s-1", Kind = CallKind.TokenCount, Request = Traffic.Body("question 0"), Original = """{"input_tokens":3}""" },
            new Traffic { Minute = 1, Session = "s-1", Kind = CallKind.Title, Request = Traffic.Body("Name this: question 0"), Original = Traffic.Stream("A title") },
            new Traffic { Minute = 2, Session = "s-1", Request = Traffic.Body("question 0"), Original = Traffic.Stream("answer 0") });
        var session = await SessionAsync("s-1", 100);
        session.Select(call => (call.Call.Kind, Texts(call))).ShouldBe([(CallKind.TokenCount, "question 0"), (CallKind.Title, "Name this: question 0"), (CallKind.Turn, "question 0")]);
        var listed = Found(await Queries.ListSessionsAsync(new(10), CancellationToken.None)).Sessions.Single();
        (listed.Calls, listed.Turns, listed.InputTokens).ShouldBe((3, 1, 30));
    }

    [Fact]
    public async Task An_answer_that_the_client_sends_back_changed_must_be_shown()
    {
        await RecordAsync(
            new Traffic { Minute = 0, Session = "s-1", Request = Traffic.Body("a"), Original = Traffic.Stream("the truth") },
            new Traffic { Minute = 1, Session = "s-1", Request = Traffic.Body("a", "something else", "b") });
        Texts((await SessionAsync("s-1", 100))[1]).ShouldBe("something else|b");
    }

    [Fact]
    public async Task A_history_that_was_compacted_must_begin_anew()
    {
        await RecordAsync([.. Conversation(3), new Traffic { Minute = 50, Session = "s-1", Request = Traffic.Body("summary of all") }]);
        var last = (await SessionAsync("s-1", 100))[^1];
        (last.KnownMessages, Texts(last)).ShouldBe((0, "summary of all"));
    }

    [Fact]
    public async Task Sessions_must_be_listed_the_latest_first_in_stable_pages()
    {
        await RecordAsync([.. Enumerable.Range(0, 9).Select(minute => new Traffic { Minute = minute, Session = $"s-{minute}" })]);
        var first = Found(await Queries.ListSessionsAsync(new(4), CancellationToken.None));
        await RecordAsync(new Traffic { Minute = 100, Session = "s-new" });
        var second = Found(await Queries.ListSessionsAsync(new(100, first.Next), CancellationToken.None));
        first.Sessions.Concat(second.Sessions).Select(session => session.SessionId).ShouldBe(Enumerable.Range(0, 9).Reverse().Select(minute => $"s-{minute}"));
        second.Next.ShouldBeNull();
    }

    [Fact]
    public async Task An_export_as_JSON_Lines_must_hold_every_call()
    {
        await RecordAsync(Conversation(45));
        var lines = (await ExportAsync(ExportFormat.Jsonl)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines[0].GetProperty("session_id").GetString().ShouldBe("s-1");
        lines.Skip(1).Select(line => line.GetProperty("new_messages")[0].GetProperty("content")[0].GetProperty("text").GetString()).ShouldBe(Enumerable.Range(0, 45).Select(turn => $"question {turn}"));
        lines[1].GetProperty("call").GetProperty("kind").GetString().ShouldBe("turn");
    }

    [Fact]
    public async Task Content_must_not_leave_its_fences_in_an_export_as_Markdown()
    {
        const string hostile = "```\n# Not a heading\n````text\n<script>alert(1)</script>\u001b[31m\u202egnp.exe\r# nor this";
        await RecordAsync(new Traffic { Session = "s-1", Model = "`evil`\n# model", Request = Traffic.Body(hostile), Original = Traffic.Stream(hostile) });
        var text = await ExportAsync(ExportFormat.Markdown);
        Outside(text).ShouldNotContain("Not a heading");
        Outside(text).ShouldNotContain("script");
        Outside(text).ShouldNotContain("model");
        text.ShouldContain("\\u{202e}gnp.exe");
        text.ShouldNotContain('\r');
        text.ShouldNotContain('\u001b');
    }

    // What stands outside of all fences, as Markdown has them: closed by a line of at least as many backticks and nothing else.
    static string Outside(string markdown)
    {
        var outside = new StringBuilder();
        var fence = "";
        foreach (var line in markdown.Split('\n'))
        {
            var ticks = new string('`', line.TakeWhile(character => character == '`').Count());
            var isBorder = fence.Length == 0 ? ticks.Length >= 3 : ticks.Length >= fence.Length && line.Length == ticks.Length;
            outside.Append(isBorder || fence.Length > 0 ? "" : line + "\n");
            fence = isBorder ? fence.Length == 0 ? ticks : "" : fence;
        }
        return outside.ToString();
    }

    async Task<string> ExportAsync(ExportFormat format)
    {
        var export = Found(await Queries.ExportSessionAsync("s-1", format, CancellationToken.None));
        var output = new MemoryStream();
        (await export.WriteAsync(output, CancellationToken.None)).ShouldBeNull();
        export.FileName.ShouldStartWith("session-s-1.");
        return Encoding.UTF8.GetString(output.ToArray());
    }

    async Task<List<SessionCall>> SessionAsync(string id, int limit)
    {
        var calls = new List<SessionCall>();
        string? cursor = null;
        do
        {
            var page = Found(await Queries.GetSessionAsync(id, new(limit, cursor), CancellationToken.None));
            calls.AddRange(page.Calls);
            cursor = page.Next;
        }
        while (cursor is not null);
        return calls;
    }

    static string Texts(SessionCall call) => string.Join('|', call.NewMessages.SelectMany(message => message.Content).Select(piece => piece.Text));

    static Traffic[] Conversation(int turns) =>
        [.. Enumerable.Range(0, turns).Select(turn => new Traffic { Minute = turn, Session = "s-1", Request = History(turn), Original = Traffic.Stream($"answer {turn}") })];

    static string History(int turn) =>
        Traffic.Body([.. Enumerable.Range(0, turn).SelectMany(past => new[] { $"question {past}", $"answer {past}" }), $"question {turn}"]);

}
