using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.Logging;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;

namespace LuthienProxy.Host.Interventions;

/// <summary><c>/api/system/log/level</c>: how much this node's log says, for a while or until it starts again.</summary>
sealed class LogInterventions(AdminRoutes admin, LogControl log, TimeProvider time)
{
    const string Level = "level";
    const string For = "for_ms";
    const int LongestFor = 7 * 24 * 60 * 60 * 1000;

    public void Map(IEndpointRouteBuilder routes) =>
        admin.MapPost(routes, "/api/system/log/level", SetAsync, new Operation("setLogLevel", "System", "Changes how much this node's log says.")
            .Takes(OperationParameter.Word(Level, "The least grave level that is written.", LogLevels.Words).Required)
            .Takes(OperationParameter.Number(For, "For how long, in milliseconds; then it is the settings' again. Otherwise until it is changed, or the process ends.", 1, LongestFor))
            .Changes().Answers(ApiJson.Readable.LogLevelView).Fails(Problem.BadParameter("", ""), Problem.InvalidBody, Problem.BodyTooLarge));

    async Task SetAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Level, For);
        var level = parameters.Choices(Level, [.. LogLevels.Words], most: 1)?.Single() ?? throw Parameters.Bad(Level, $"one of {string.Join(", ", LogLevels.Words)}");
        var lasting = parameters.Number(For, 1, LongestFor) is { } wait ? TimeSpan.FromMilliseconds(wait) : (TimeSpan?)null;
        await PolicyDefinitions.NoBodyAsync(http);
        var before = log.Now.Level;
        log.Set(LogLevels.Of(level), lasting, time);
        ChangeNote.Of(http).About("log", ("level", level), ("before", LogLevels.Word(before)), (For, (long?)lasting?.TotalMilliseconds));
        await Answers.WriteAsync(http, new LogLevelView(level, LogLevels.Word(before), log.Now.Until), ApiJson.Readable.LogLevelView);
    }
}
