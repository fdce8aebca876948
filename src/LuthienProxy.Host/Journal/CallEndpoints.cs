using LuthienProxy.Host.AdminApi;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Calls;

namespace LuthienProxy.Host.Journal;

/// <summary><c>/debug/calls…</c> and <c>/api/search</c>: calls on record.</summary>
sealed class CallEndpoints(AdminRoutes admin, IJournalQueries queries)
{
    const int LongestModel = 256;
    const int LongestNode = 128;
    const int LongestText = 500;

    static readonly string[] Filters =
        ["model", "status", "state", "kind", "session", "trace", "node", "from", "to", "intervened", "text", Paging.Limit, Paging.Cursor];

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/debug/calls", http => ListAsync(http, isSearch: false));
        admin.MapGet(routes, "/debug/calls/{id}", DetailAsync);
        admin.MapGet(routes, "/debug/calls/{id}/events", EventsAsync);
        admin.MapGet(routes, "/debug/calls/{id}/diff", DiffAsync);
        admin.MapGet(routes, "/api/search", http => ListAsync(http, isSearch: true));
    }

    Task ListAsync(HttpContext http, bool isSearch)
    {
        var parameters = new Parameters(http.Request, Filters);
        var filter = FilterOf(parameters);
        if (isSearch && filter.Text is null)
            throw Parameters.Bad("text", "given: the words to look for");
        return Answers.WriteAsync(http, queries.ListCallsAsync(filter, Paging.Of(parameters), http.RequestAborted), ApiJson.Readable.CallPage);
    }

    Task DetailAsync(HttpContext http)
    {
        var id = new Parameters(http.Request).Transaction();
        return Answers.WriteAsync(http, queries.GetCallAsync(id, http.RequestAborted), ApiJson.Readable.CallDetail);
    }

    Task EventsAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, "after", Paging.Limit);
        var (id, after, limit) = (parameters.Transaction(), parameters.Number("after", 0, int.MaxValue) ?? 0, Paging.LimitOf(parameters));
        return Answers.WriteAsync(http, queries.GetEventsAsync(id, after, limit, http.RequestAborted), ApiJson.Readable.EventPage);
    }

    Task DiffAsync(HttpContext http)
    {
        var id = new Parameters(http.Request).Transaction();
        return Answers.WriteAsync(http, queries.GetDiffAsync(id, http.RequestAborted), ApiJson.Readable.CallDiff);
    }

    static CallFilter FilterOf(Parameters parameters) => new()
    {
        Model = parameters.Text("model", LongestModel),
        Status = parameters.Number("status", 100, 599),
        State = parameters.Choice<CallState>("state"),
        Kind = parameters.Choice<CallKind>("kind"),
        SessionId = parameters.Session("session"),
        TraceId = parameters.Trace("trace"),
        Node = parameters.Text("node", LongestNode),
        From = parameters.Time("from"),
        To = parameters.Time("to"),
        IsIntervened = parameters.Flag("intervened"),
        Text = parameters.Text("text", LongestText),
    };
}
