using System.CommandLine;
using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm deadletters …</c>: messages between actors that reached nobody.</summary>
sealed class DeadLetterVerbs(Verb verb)
{
    const string Path = "/api/system/dead-letters";

    /// <summary>How often <c>tail</c> asks.</summary>
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    readonly Option<bool> _once = new("--once") { Description = "Show the latest and end." };

    public Command Noun() => Verb.Noun("deadletters", "Messages between actors that reached nobody.",
        verb.Of("summary", "How often, by recipient and message.", SummaryAsync),
        verb.Of("tail", "The latest, and those that come, until Ctrl+C.", TailAsync, _once),
        verb.Of("clear", "Forgets them.", ClearAsync));

    static async Task<int> SummaryAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(Path, cancellation);
        var letters = answer.As(ApiAnswers.Default.DeadLetters);
        return session.Show(answer, () =>
        {
            var table = new TextTable(Column.Path("RECIPIENT"), "MESSAGE", "REASON", Column.Number("COUNT"), "LAST");
            foreach (var count in letters.Summary)
                table.Add(count.Recipient, count.Message, count.Reason, Humane.Count(count.Count), Humane.Moment(count.Last, session.Now));
            session.Screen.Table(table);
            session.Screen.Remark($"counted since {Humane.Moment(letters.Since, session.Now)}");
        });
    }

    async Task<int> TailAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        try
        {
            for (var after = 0L; ; await Task.Delay(Pause, session.Time, cancellation))
            {
                var answer = await session.Node.GetAsync(new Query(Path).With("after", after.ToString(CultureInfo.InvariantCulture)).ToString(), cancellation);
                foreach (var letter in answer.As(ApiAnswers.Default.DeadLetters).Latest)
                {
                    after = letter.Number;
                    Write(letter, answer, session);
                }
                session.Screen.Out.Flush();
                if (line.GetValue(_once))
                    return ExitCode.Ok;
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person has seen enough.
            return ExitCode.Ok;
        }
    }

    static async Task<int> ClearAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        session.Confirm(line, "Forget all dead letters?");
        var answer = await session.Node.PostAsync(Path + "/clear", body: null, cancellation);
        var cleared = answer.As(ApiAnswers.Default.Cleared);
        return session.Show(answer, () => session.Screen.Line($"{Humane.Count(cleared.Count, "dead letter")} forgotten."));
    }

    static void Write(DeadLetter letter, Connection.NodeAnswer answer, Session session)
    {
        if (session.Screen.IsJson)
            session.Screen.Json(answer.Body.GetProperty("latest").EnumerateArray().First(one => one.GetProperty("number").GetInt64() == letter.Number));
        else
            session.Screen.Line(PlainText.Line($"{letter.At.ToLocalTime():HH:mm:ss.fff}  {letter.Recipient}  {letter.Message}  {letter.Reason}"));
    }
}
