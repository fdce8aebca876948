using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Sessions;

namespace LuthienProxy.Host.Journal;

/// <summary><c>/api/sessions…</c>: the agents' sessions on record.</summary>
sealed class SessionEndpoints(AdminRoutes admin, IJournalQueries queries)
{
    static readonly OperationReply File = new("200", "The file, written as it is read; when the record cannot be read to the end the connection breaks.", Content.Text("application/x-ndjson"), Content.Text("text/markdown"))
    {
        Headers = [("Content-Disposition", "The name of the file.")],
    };

    static readonly OperationParameter Id = OperationParameter.Session("id", "The session.").InPath;

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/sessions", ListAsync, About("listSessions", "Sessions, that with the latest call first.").Takes(Paging.Parameters).Answers(ApiJson.Readable.SessionPage));
        admin.MapGet(routes, "/api/sessions/{id}", DetailAsync, AboutOne("getSession", "A session's calls, the oldest first, each with only what is new in it.")
            .Takes(Paging.Parameters).Answers(ApiJson.Readable.SessionDetail));
        admin.MapGet(routes, "/api/sessions/{id}/export", ExportAsync, AboutOne("exportSession", "The whole session as a file.")
            .Takes(OperationParameter.Choice<ExportFormat>("format", "JSON lines (the usual), or Markdown for people.")).Answers(File));
    }

    static Operation About(string id, string summary) => new Operation(id, "Sessions", summary).Fails(Answers.Failures);

    static Operation AboutOne(string id, string summary) => About(id, summary).Takes(Id).Fails(Problem.NotFound);

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
