using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Auditing;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/dead-letters</c>: messages between actors that reached nobody.</summary>
sealed class DeadLetterEndpoints(AdminRoutes admin, DeadLetterBook book, RecordingOptions recording)
{
    const string After = "after";

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/dead-letters", ListAsync, new Operation("getDeadLetters", "System", "Messages between actors that reached nobody: how often, and the latest.")
            .Takes(OperationParameter.Number(After, "Of the latest only those with a higher number.", 0, int.MaxValue, 0)).Answers(ApiJson.Readable.DeadLetterListView).Fails(Problem.BadParameter("", "")));
        admin.MapPost(routes, "/api/system/dead-letters/clear", ClearAsync, new Operation("clearDeadLetters", "System", "Forgets them; the kernel's own counters go on.")
            .Changes().Answers(ApiJson.Readable.ClearedView).Fails(Problem.InvalidBody, Problem.BodyTooLarge));
    }

    Task ListAsync(HttpContext http)
    {
        var after = new Parameters(http.Request, After).Number(After, 0, int.MaxValue) ?? 0;
        return Answers.WriteAsync(http, new DeadLetterListView(recording.Node, book.ClearedAt, book.Summary(), book.Latest(after)), ApiJson.Readable.DeadLetterListView);
    }

    async Task ClearAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        ChangeNote.Of(http).About("dead-letters");
        await PolicyDefinitions.NoBodyAsync(http);
        await Answers.WriteAsync(http, new ClearedView(book.Clear()), ApiJson.Readable.ClearedView);
    }
}
