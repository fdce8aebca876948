using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
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

    static readonly OperationParameter[] Filters =
    [
        OperationParameter.Text("model", "Calls that asked for this model.", LongestModel),
        OperationParameter.Number("status", "Calls whose client saw this HTTP status.", 100, 599),
        OperationParameter.Choice<CallState>("state", "Calls in this state."),
        OperationParameter.Choice<CallKind>("kind", "Calls of this kind."),
        OperationParameter.Session("session", "Calls of this session."),
        OperationParameter.Trace("trace", "Calls of this W3C trace."),
        OperationParameter.Text("node", "Calls that this node took.", LongestNode),
        OperationParameter.Time("from", "Calls opened at this time or later."),
        OperationParameter.Time("to", "Calls opened before this time."),
        OperationParameter.Flag("intervened", "Calls that a policy changed or stopped, or none of these."),
        OperationParameter.Text("text", "Calls in which all of these words occur; \"several words\" stand for a phrase, -word for what must not occur.", LongestText),
        .. Paging.Parameters,
    ];

    static readonly string[] Known = [.. Filters.Select(filter => filter.Name)];
    static readonly OperationParameter Id = OperationParameter.Transaction("id", "The call.").InPath;

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/debug/calls", http => ListAsync(http, isSearch: false), About("listCalls", "Calls, the newest first.").Takes(Filters).Answers(ApiJson.Readable.CallPage));
        admin.MapGet(routes, "/debug/calls/{id}", DetailAsync, AboutOne("getCall", "Everything about a call.").Answers(ApiJson.Readable.CallDetail));
        admin.MapGet(routes, "/debug/calls/{id}/events", EventsAsync, AboutOne("listCallEvents", "The call's events as they are on record, in order.")
            .Takes(OperationParameter.Number("after", "Events behind this sequence number.", 0, int.MaxValue, 0), Paging.Parameters[0]).Answers(ApiJson.Readable.EventPage));
        admin.MapGet(routes, "/debug/calls/{id}/diff", DiffAsync, AboutOne("getCallDiff", "What the policies made of the call.").Answers(ApiJson.Readable.CallDiff));
        admin.MapGet(routes, "/api/search", http => ListAsync(http, isSearch: true), About("searchCalls", "Full-text search over prompts, answers, tool calls and their results.")
            .Takes(Filters.Select(filter => filter.Name == "text" ? filter.Required : filter)).Answers(ApiJson.Readable.CallPage));
    }

    static Operation About(string id, string summary) => new Operation(id, "Calls", summary).Fails(Answers.Failures);

    static Operation AboutOne(string id, string summary) => About(id, summary).Takes(Id).Fails(Problem.NotFound);

    Task ListAsync(HttpContext http, bool isSearch)
    {
        var parameters = new Parameters(http.Request, Known);
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
