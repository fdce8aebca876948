using System.CommandLine;
using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm journal …</c>: how the record keeps up.</summary>
sealed class JournalVerbs(Verb verb)
{
    const int LongestFlush = 60_000;

    readonly RecordVerbs _record = new();

    const string Path = "/api/system/journal";

    public Command Noun() => Verb.Noun("journal", "The record of calls.",
    [
        verb.Of("status", "How the journal keeps up; exit code 1 when events are dropped.", StatusAsync),
        verb.Of("lag", "What waits to be written.", LagAsync),
        verb.Of("flush", "Waits until all that waits to be written is durable; exit code 1 when it is not within --timeout.", FlushAsync),
        .. _record.Of(verb),
    ]);

    static async Task<int> StatusAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var journal = answer.As(ApiAnswers.Default.JournalState);
        session.Show(answer, () =>
        {
            session.Screen.Line($"{session.Screen.State(PlainText.Line(journal.Status))} since {Humane.Moment(journal.Since, session.Now)}  mode {PlainText.Line(journal.Mode)}  breaker {PlainText.Line(journal.Breaker ?? "-")}");
            session.Screen.Line($"spool {Humane.Bytes(journal.SpoolBytes)} of {Humane.Bytes(journal.SpoolLimit)} ({Humane.Count(journal.SpoolRecords)} records)  dropped {Humane.Count(journal.DroppedEvents)}  unanswered {Humane.Count(journal.Unanswered)}");
            foreach (var reason in journal.Reasons)
                session.Screen.Line(PlainText.Line(reason));
        });
        return journal.Status == "unhealthy" ? ExitCode.Failed : ExitCode.Ok;
    }

    static async Task<int> FlushAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Flush the journal?");
        // Its answer comes before this side gives up.
        var limit = Math.Max(1, (int)(GlobalOptions.TimeoutOf(line).TotalMilliseconds * 0.6));
        var path = new Query(Path + "/flush").With("timeout_ms", Math.Min(limit, LongestFlush).ToString(CultureInfo.InvariantCulture));
        var answer = await session.Node.PostAsync(path.ToString(), body: null, cancellation);
        var flush = answer.As(ApiAnswers.Default.JournalFlush);
        session.Show(answer, () => session.Screen.Line(
            $"{(flush.IsComplete ? "durable" : "not durable yet")} after {Humane.Duration(flush.TookMs)}  waiting {Humane.Count(flush.Waiting)}  on the spool {Humane.Count(flush.SpoolRecords)}"));
        return flush.IsComplete ? ExitCode.Ok : ExitCode.Failed;
    }

    static async Task<int> LagAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var journal = answer.As(ApiAnswers.Default.JournalState);
        return session.Show(answer, () =>
        {
            var table = new TextTable(Column.Number("LAG"), Column.Number("QUEUE"), Column.Number("LIMIT"), Column.Number("BATCH p50/p99"), Column.Number("COMMIT p50/p99"), Column.State("BREAKER"), Column.Number("SPOOL"), Column.Number("WRITTEN"));
            table.Add(
                Humane.Duration(journal.LagMs), Humane.Count(journal.QueueDepth), Humane.Count(journal.QueueLimit), $"{journal.BatchP50}/{journal.BatchP99}",
                $"{Humane.Duration(journal.CommitP50Ms)}/{Humane.Duration(journal.CommitP99Ms)}", journal.Breaker, Humane.Bytes(journal.SpoolBytes), Humane.Count(journal.WrittenEvents));
            session.Screen.Table(table);
        });
    }
}
