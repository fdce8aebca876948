using LuthienProxy.Host.AdminApi;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Host.Journal;

/// <summary><c>/api/sessions…</c>: the agents' sessions on record.</summary>
sealed class SessionEndpoints(AdminRoutes admin, IJournalQueries queries)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/sessions", ListAsync);
        admin.MapGet(routes, "/api/sessions/{id}", DetailAsync);
        admin.MapGet(routes, "/api/sessions/{id}/export", ExportAsync);
    }

    Task ListAsync(HttpContext http)
    {
        var page = Paging.Of(new Parameters(http.Request, Paging.Limit, Paging.Cursor));
        return Answers.WriteAsync(http, queries.ListSessionsAsync(page, http.RequestAborted), ApiJson.Readable.SessionPage);
    }

    Task DetailAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, Paging.Limit, Paging.Cursor);
        var (id, page) = (parameters.Session(), Paging.Of(parameters));
        return Answers.WriteAsync(http, queries.GetSessionAsync(id, page, http.RequestAborted), ApiJson.Readable.SessionDetail);
    }

    async Task ExportAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, "format");
        var (id, format) = (parameters.Session(), parameters.Choice<ExportFormat>("format") ?? ExportFormat.Jsonl);
        if (!(await queries.ExportSessionAsync(id, format, http.RequestAborted)).TryGet(out var export, out var failure))
            throw new ProblemException(Answers.ProblemOf(failure));
        http.Response.ContentType = export.ContentType;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{export.FileName}\"";
        if (await export.WriteAsync(http.Response.Body, http.RequestAborted) is not { } broken)
            return;
        // What has begun cannot become a problem: a connection that breaks tells that the document is not whole.
        if (http.Response.HasStarted)
            http.Abort();
        else
            throw new ProblemException(Answers.ProblemOf(broken));
    }
}
