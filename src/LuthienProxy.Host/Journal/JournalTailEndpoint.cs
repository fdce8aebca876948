using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Tails;

namespace LuthienProxy.Host.Journal;

/// <summary><c>/api/system/journal/stream</c>: the events of all calls of this node as they come to the record, without what they hold.</summary>
sealed class JournalTailEndpoint(AdminRoutes admin, LiveTail<RecordedEvent> tail, TailStream streams)
{
    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(
        routes, "/api/system/journal/stream", StreamAsync,
        new Operation("streamJournal", "System", "The events of this node's calls as they come to the record, as server-sent events, until the caller leaves.")
            .Answers(Tail.Reply("Events `recorded`; `gap` where this caller did not keep up, with the count that it missed.", ApiJson.Readable.RecordedEvent)).Fails(Problem.TooManyStreams));

    Task StreamAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return streams.WriteAsync(http, tail, "recorded", ApiJson.Readable.RecordedEvent);
    }
}
