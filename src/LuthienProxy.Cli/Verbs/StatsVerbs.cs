using System.CommandLine;
using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm stats …</c>: what the calls of the node came to.</summary>
sealed class StatsVerbs(Verb verb)
{
    const string Path = "/api/system/stats";

    readonly Option<bool> _watch = new("--watch") { Description = "A line a second with what happened in it, until Ctrl+C." };

    public Command Noun()
    {
        var noun = verb.Of("stats", "Rates and times of the calls, since the start or the last reset.", ShowAsync, _watch);
        noun.Subcommands.Add(verb.Of("reset", "Begins the figures anew.", ResetAsync));
        return noun;
    }

    Task<int> ShowAsync(Session session, ParseResult line, CancellationToken cancellation) => line.GetValue(_watch) ? WatchAsync(session, cancellation) : OnceAsync(session, cancellation);

    static async Task<int> OnceAsync(Session session, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        return Told(session, answer);
    }

    static async Task<int> ResetAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Begin the figures anew?");
        return Told(session, await session.Node.PostAsync(Path + "/reset", body: null, cancellation));
    }

    static int Told(Session session, Connection.NodeAnswer answer)
    {
        var stats = answer.As(ApiAnswers.Default.Stats);
        return session.Show(answer, () => Write(stats, session));
    }

    static async Task<int> WatchAsync(Session session, CancellationToken cancellation)
    {
        try
        {
            if (!session.Screen.IsJson)
                session.Screen.Line(Row("CALLS/S", "CHUNKS/S", "RUNNING", "FAILED", "JOURNAL LAG"));
            for (Stats? before = null; ; await Task.Delay(TimeSpan.FromSeconds(1), session.Time, cancellation))
            {
                var answer = await session.Node.GetAsync(Path, cancellation);
                var now = answer.As(ApiAnswers.Default.Stats);
                if (session.Screen.IsJson)
                    session.Screen.Json(answer.Body);
                else if (before is not null)
                    session.Screen.Line(Between(before, now));
                session.Screen.Out.Flush();
                before = now;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person has seen enough.
            return ExitCode.Ok;
        }
    }

    // After a reset in between there is nothing to take the difference to but the beginning.
    static string Between(Stats before, Stats now)
    {
        var isAnew = now.Since != before.Since;
        var seconds = Math.Max((now.ElapsedMs - (isAnew ? 0 : before.ElapsedMs)) / 1_000, 0.001);
        return Row(
            Rate((now.Ended - (isAnew ? 0 : before.Ended)) / seconds), Rate((now.Chunks - (isAnew ? 0 : before.Chunks)) / seconds), Humane.Count(now.Running),
            Humane.Count(now.Outcomes.Failed - (isAnew ? 0 : before.Outcomes.Failed)), Humane.Duration(now.Journal?.LagMs));
    }

    static string Row(params string[] cells) => string.Join("  ", cells.Select(static cell => cell.PadLeft(11)));

    static void Write(Stats stats, Session session)
    {
        var screen = session.Screen;
        screen.Line($"{Humane.Count(stats.Ended, "call")} ended in {Humane.Duration(stats.ElapsedMs)} ({Rate(stats.CallsPerS)}/s), {Humane.Bytes(stats.BytesIn)} in, {Humane.Bytes(stats.BytesOut)} out");
        screen.Line($"running {Humane.Count(stats.Running)}  chunks {Humane.Count(stats.Chunks)} ({Rate(stats.ChunksPerS)}/s)");
        var (ends, times) = (stats.Outcomes, new TextTable("TIME", Column.Number("P50"), Column.Number("P99")));
        screen.Line($"completed {Humane.Count(ends.Completed)}  blocked {Humane.Count(ends.Blocked)}  failed {Humane.Count(ends.Failed)}  cancelled {Humane.Count(ends.Cancelled)}  interrupted {Humane.Count(ends.Interrupted)}");
        times.Add("first byte", Humane.Duration(stats.FirstByte.P50Ms), Humane.Duration(stats.FirstByte.P99Ms));
        times.Add("added by the gateway", Humane.Duration(stats.Added.P50Ms), Humane.Duration(stats.Added.P99Ms));
        times.Add("whole call", Humane.Duration(stats.Duration.P50Ms), Humane.Duration(stats.Duration.P99Ms));
        screen.Table(times);
        foreach (var error in stats.Errors)
            screen.Line(PlainText.Line($"error {error.Code}: {Humane.Count(error.Count)}"));
        if (stats.Journal is { } journal)
            screen.Line($"journal {PlainText.Line(journal.Status)}  queue {Humane.Count(journal.QueueDepth)}  lag {Humane.Duration(journal.LagMs)}  lost {Humane.Count(journal.DroppedEvents)}");
        screen.Line($"live streams {Humane.Count(stats.Watchers)}");
    }

    static string Rate(double perSecond) => perSecond.ToString("N1", CultureInfo.InvariantCulture);
}
