using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Tails;
using Serilog.Events;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/log</c>: the latest lines of this node's log, and those to come.</summary>
sealed class LogEndpoints(AdminRoutes admin, LogControl log, TailStream streams)
{
    const string Limit = "limit";
    const string Level = "level";
    const int UsualLimit = 100;
    const int MostLines = 10_000;

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/log", LatestAsync, new Operation("getLog", "System", "The latest lines of this node's log, the oldest of them first.")
            .Takes(OperationParameter.Number(Limit, "How many at most.", 1, MostLines, UsualLimit), OperationParameter.Word(Level, "Lines of this level or graver.", LogLevels.Words))
            .Answers(ApiJson.Readable.LogView).Fails(Problem.BadParameter("", "")));
        admin.MapGet(routes, "/api/system/log/stream", http => StreamAsync(http), new Operation("streamLog", "System", "Lines of this node's log as they come, as server-sent events, until the caller leaves.")
            .Answers(Tail.Reply("Events `log`; `gap` where this caller did not keep up, with the count that it missed.", ApiJson.Readable.LogEntry)).Fails(Problem.TooManyStreams));
    }

    Task LatestAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Limit, Level);
        var count = parameters.Number(Limit, 1, MostLines) ?? UsualLimit;
        var least = parameters.Choices(Level, [.. LogLevels.Words], most: 1)?.Single() is { } word ? LogLevels.Of(word) : LogEventLevel.Verbose;
        var (level, until) = log.Now;
        return Answers.WriteAsync(http, new LogView(LogLevels.Word(level), until, LogLevels.Word(log.Usual), log.Memory.Latest(count, least)), ApiJson.Readable.LogView);
    }

    Task StreamAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return streams.WriteAsync(http, log.Memory.Tail, "log", ApiJson.Readable.LogEntry);
    }
}
