using System.Data.Common;
using System.Globalization;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Storage.Retention;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Host.Journal;

/// <summary>
/// <c>/admin/journal/…</c>: takes calls out of the journal into files of the gateway's own directory, and back. A caller names a file and never a path.
/// </summary>
sealed class ArchiveEndpoints(AdminRoutes admin, JournalArchive archive, ArchiveFolder folder, TimeProvider time)
{
    /// <summary>How many calls one request archives at most: some minutes of work.</summary>
    const int MostCalls = 5_000;

    static readonly OperationParameter[] Chosen =
    [
        OperationParameter.Time("from", "Calls opened at this time or later."),
        OperationParameter.Time("to", "Calls opened before this time."),
        OperationParameter.Transaction("after", "Calls behind this one: `next` of the request before."),
        OperationParameter.Number("limit", "How many at most.", 1, MostCalls, MostCalls),
    ];

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapPost(routes, "/admin/journal/archive", http => RunAsync(http, ArchiveAsync), About("archiveCalls", "Writes calls to a new file; they stay on record.").Takes(Chosen));
        admin.MapPost(routes, "/admin/journal/import", http => RunAsync(http, ImportAsync), About("importCalls", "Puts the calls of a file back on record.")
            .Takes(OperationParameter.Text("file", "The archive's name, without a path.", Parameters.LongestFile).Required).Fails(Problem.NotFound, Problem.DamagedArchive));
    }

    static Operation About(string id, string summary) =>
        new Operation(id, "Upkeep", summary).Changes().Answers(ApiJson.Readable.ArchiveView).Fails(Problem.BadParameter("", ""), Problem.Unavailable);

    async Task<ArchiveView> ArchiveAsync(HttpContext http)
    {
        var parameters = new Parameters(http.Request, "from", "to", "after", "limit");
        var limit = parameters.Number("limit", 1, MostCalls) ?? MostCalls;
        var first = parameters.Transaction("after") ?? ArchiveFolder.FirstIdAt(parameters.Time("from") ?? DateTimeOffset.UnixEpoch);
        var end = ArchiveFolder.FirstIdAt(parameters.Time("to") ?? time.GetUtcNow().AddDays(1));
        var ids = await archive.FindAsync(first, end, limit, http.RequestAborted);
        if (ids.Count == 0)
            return new ArchiveView(null, 0, 0, [], null);
        // Down to the clock's last digit: whoever asks twice in a second gets two files.
        var name = string.Create(CultureInfo.InvariantCulture, $"journal-{time.GetUtcNow().UtcDateTime:yyyyMMdd'T'HHmmss.fffffff}-{ids[0]}.jsonl.gz");
        var report = await archive.ExportAsync(folder.PathOf(name), ids, http.RequestAborted);
        ChangeNote.Of(http).About(name, ("calls", report.Transactions.Count));
        return ArchiveView.Of(name, report, ids.Count == limit ? ids[^1] : null);
    }

    async Task<ArchiveView> ImportAsync(HttpContext http)
    {
        var name = new Parameters(http.Request, "file").Archive("file");
        ChangeNote.Of(http).About(name);
        if (!File.Exists(folder.PathOf(name)))
            throw new ProblemException(Problem.NotFound);
        try
        {
            return ArchiveView.Of(name, await archive.ImportAsync([folder.PathOf(name)], http.RequestAborted), null);
        }
        catch (InvalidDataException cause)
        {
            throw new ProblemException(Problem.DamagedArchive, cause);
        }
    }

    static async Task RunAsync(HttpContext http, Func<HttpContext, Task<ArchiveView>> work)
    {
        try
        {
            await Answers.WriteAsync(http, await work(http), ApiJson.Readable.ArchiveView);
        }
        catch (Exception cause) when (cause is StoreException or DbException or TimeoutException)
        {
            throw new ProblemException(Problem.Unavailable, cause);
        }
    }
}
