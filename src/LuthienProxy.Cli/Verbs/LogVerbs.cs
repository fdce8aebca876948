using System.CommandLine;
using System.Globalization;
using LuthienProxy.Cli.Answers;
using LuthienProxy.Cli.Output;

namespace LuthienProxy.Cli.Verbs;

/// <summary><c>pbm log …</c>: the gateway's own log.</summary>
sealed class LogVerbs(Verb verb)
{
    const string Path = "/api/system/log";

    static readonly string[] Levels = ["verbose", "debug", "information", "warning", "error", "fatal"];

    readonly Option<string?> _least = new("--level") { Description = "Only lines of this level or graver.", HelpName = "level" };
    readonly Option<int> _count = new("--count", "-n") { Description = "How many of the latest lines.", HelpName = "count", DefaultValueFactory = _ => 100 };
    readonly Option<int> _enough = new("--count", "-n") { Description = "End after so many; 0: never.", HelpName = "count", DefaultValueFactory = _ => 0 };
    readonly Argument<string> _level = new("level") { Description = "verbose, debug, information, warning, error or fatal." };
    readonly Option<string?> _for = new("--for") { Description = "For how long, such as 10m; then the level is the settings' again.", HelpName = "time" };

    public Command Noun() => Verb.Noun("log", "The gateway's own log.",
        verb.Of("peek", "The latest lines.", PeekAsync, _least, _count),
        verb.Of("tail", "Lines as they come, until Ctrl+C.", TailAsync, _least, _enough),
        verb.Of("level", "Changes how much the log says.", LevelAsync, _level, _for));

    async Task<int> PeekAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var answer = await session.Node.GetAsync(new Query(Path).With("level", line.GetValue(_least)).With("limit", line.GetValue(_count).ToString(CultureInfo.InvariantCulture)).ToString(), cancellation);
        var latest = answer.As(ApiAnswers.Default.LatestLog);
        return session.Show(answer, () =>
        {
            foreach (var said in latest.Lines)
                session.Screen.Line(PlainText.Line(Words(said)));
            session.Screen.Remark($"level {latest.Level}{(latest.Until is { } until ? $" until {Humane.Moment(until, session.Now)}, then {latest.UsualLevel}" : "")}");
        });
    }

    Task<int> TailAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var least = Array.IndexOf(Levels, line.GetValue(_least) ?? Levels[0]);
        return least < 0
            ? throw new PbmException(ExitCode.Usage, $"'{line.GetValue(_least)}' is no level: there are {string.Join(", ", Levels)}.")
            : LineTail.RunAsync(session, Path + "/stream", ApiAnswers.Default.LogLine, said => said.Missed is not null || Array.IndexOf(Levels, said.Level) >= least ? Words(said) : null, line.GetValue(_enough), cancellation);
    }

    async Task<int> LevelAsync(Session session, ParseResult line, CancellationToken cancellation)
    {
        var level = line.GetValue(_level)!;
        var time = line.GetValue(_for) is { } text ? Durations.Parse(text) ?? throw new PbmException(ExitCode.Usage, $"'{text}' is no time such as 30s, 10m or 2h.") : (TimeSpan?)null;
        session.Confirm(line, $"Let the log say {level}{(time is null ? "" : $" for {line.GetValue(_for)}")}?");
        var query = new Query(Path + "/level").With("level", level).With("for_ms", time?.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        var answer = await session.Node.PostAsync(query.ToString(), body: null, cancellation);
        var set = answer.As(ApiAnswers.Default.LogLevel);
        return session.Show(answer, () => session.Screen.Line(PlainText.Line($"{set.Before} → {set.Level}{(set.Until is { } until ? $" until {Humane.Moment(until, session.Now)}" : "")}")));
    }

    static string Words(LogLine said) => said.Missed is { } missed
        ? $"({Humane.Count(missed)} lines were missed)"
        : $"{said.At.ToLocalTime().ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} {said.Level,-11} {said.Message}{(said.Exception is { } exception ? "  " + exception : "")}";
}
