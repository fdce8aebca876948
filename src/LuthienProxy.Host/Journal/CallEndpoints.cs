using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Journal;

/// <summary><c>/debug/calls…</c> and <c>/api/search</c>: calls on record.</summary>
sealed class CallEndpoints(AdminRoutes admin, IJournalQueries queries)
{
    static readonly OperationParameter[] Filters = [.. CallFilters.Parameters, .. Paging.Parameters];
    static readonly string[] Known = [.. Filters.Select(filter => filter.Name)];
    static readonly OperationParameter Id = OperationParameter.Transaction("id", "The call.").InPath;

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/debug/calls", http => ListAsync(http, isSearch: false), About("listCalls", "Calls, the newest first.").Takes(Filters).Answers(ApiJson.Readable.CallPage));
        admin.MapGet(routes, "/debug/calls/{id}", DetailAsync, AboutOne("getCall", "Everything about a call.").Answers(ApiJson.Readable.CallDetail));
        admin.MapGet(routes, "/debug/calls/{id}/events", EventsAsync, AboutOne("listCallEvents", "The call's events as they are on record, in order.")
            .Takes(OperationParameter.Number("after", "Events behind this sequence number.", 0, int.MaxValue, 0), Paging.Parameters[0]).Answers(ApiJson.Readable.EventPage));
        admin.MapGet(routes, "/debug/calls/{id}/diff", DiffAsync, AboutOne("getCallDiff", "What the policies made of the call.").Answers(ApiJson.Readable.CallDiff));
        admin.MapGet(routes, "/debug/calls/{id}/delivered", DeliveredAsync, AboutOne("getCallDelivered", "The bytes that the client was delivered, with their times.").Answers(ApiJson.Readable.CallDelivery));
        admin.MapGet(routes, "/api/search", http => ListAsync(http, isSearch: true), About("searchCalls", "Full-text search over prompts, answers, tool calls and their results.")
            .Takes(Filters.Select(filter => filter.Name == "text" ? filter.Required : filter)).Answers(ApiJson.Readable.CallPage));
    }

    static Operation About(string id, string summary) => new Operation(id, "Calls", summary).Fails(Answers.Failures);

    static Operation AboutOne(string id, string summary) => About(id, summary).Takes(Id).Fails(Problem.NotFound);

    Task ListAsync(HttpContext http, bool isSearch)
    {
        var parameters = new Parameters(http.Request, Known);
        var filter = CallFilters.Of(parameters);
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

    Task DeliveredAsync(HttpContext http)
    {
        var id = new Parameters(http.Request).Transaction();
        return Answers.WriteAsync(http, queries.GetDeliveryAsync(id, http.RequestAborted), ApiJson.Readable.CallDelivery);
    }

    Task DiffAsync(HttpContext http)
    {
        var id = new Parameters(http.Request).Transaction();
        return Answers.WriteAsync(http, queries.GetDiffAsync(id, http.RequestAborted), ApiJson.Readable.CallDiff);
    }
}
