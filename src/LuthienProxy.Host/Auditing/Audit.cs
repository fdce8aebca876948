using System.Text.Encodings.Web;
using System.Text.Json;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Auditing;

/// <summary>
/// Puts on record what the admin API changes: every request of an operation that is described as a change leaves exactly one record, whatever came of it, and it
/// is answered when that is durable. Thread-safe.
/// </summary>
/// <remarks>
/// What cannot be recorded is logged, and happens all the same: an administrator who stops something harmful must not wait for a database. With
/// <c>admin.audit = required</c> it is recorded as begun first, and does not happen where that cannot be. Sign-ins that fail leave no record: strangers must not fill it.
/// </remarks>
sealed class Audit(IJournal journal, RecordingOptions recording, AdminSettings settings, TimeProvider time, ILogger<Audit> log)
{
    /// <summary>The longest particulars, in UTF-16 units; longer ones are left out.</summary>
    const int MostDetail = 8192;

    // Readable; it is JSON inside of JSON and nowhere else.
    static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The handler, and a record of what it does where the operation is a change.</summary>
    public RequestDelegate Over(Operation operation, RequestDelegate handler) => operation.IsChange ? http => RunAsync(http, operation, handler) : handler;

    async Task RunAsync(HttpContext http, Operation operation, RequestDelegate handler)
    {
        var change = new AdministrativeChange
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            At = time.GetUtcNow(),
            Node = recording.Node,
            Actor = Actor.Of(http.Request),
            Origin = OriginOf(http),
            Action = operation.Id,
            Outcome = ChangeOutcome.Begun,
        };
        var isOpen = operation.Access != Access.Administrator;
        var note = new ChangeNote((said, outcome) => RecordAsync(change, said, outcome));
        http.Features.Set(note);
        if (settings.Audit == AdminSettings.Required && !isOpen && await AppendAsync(change) is JournalReceipt.Lost)
            throw new ProblemException(Problem.NotAudited);
        // Whoever has the answer finds the record: a handler answers when its change is made.
        http.Response.OnStarting(() => http.Response.StatusCode < StatusCodes.Status400BadRequest ? note.RecordAsync(ChangeOutcome.Done) : Task.CompletedTask);
        var ended = ChangeOutcome.Failed;
        try
        {
            await handler(http);
            ended = ChangeOutcome.Done;
        }
        catch (ProblemException told)
        {
            ended = told.Problem.Status < StatusCodes.Status500InternalServerError ? ChangeOutcome.Refused : ChangeOutcome.Failed;
            note.Detail["problem"] = told.Problem.Type;
            throw;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            ended = ChangeOutcome.Unknown;
            throw;
        }
        finally
        {
            if (!isOpen || ended is ChangeOutcome.Done)
                await note.RecordAsync(ended);
        }
    }

    async Task RecordAsync(AdministrativeChange change, ChangeNote note, ChangeOutcome outcome)
    {
        var detail = note.Detail.Count == 0 ? null : note.Detail.ToJsonString(Readable);
        var ended = change with { Subject = note.Subject, Detail = detail?.Length <= MostDetail ? detail : null, Outcome = outcome };
        AuditLog.Changed(log, ended.Actor, ended.Origin, ended.Action, ended.Subject ?? "the gateway", outcome);
        if (await AppendAsync(ended) is JournalReceipt.Lost)
            AuditLog.NotRecorded(log, ended.Actor, ended.Origin, ended.Action, ended.Subject ?? "the gateway", outcome, detail);
    }

    ValueTask<JournalReceipt> AppendAsync(AdministrativeChange change) => journal.AppendAsync(JournalBatch.Of(change));

    // A socket of the file system has no address.
    static string OriginOf(HttpContext http) => $"{(http.Request.Headers.Authorization.Count > 0 ? "key" : http.Request.Headers.Cookie.Count > 0 ? "session" : "form")} {http.Connection.RemoteIpAddress?.ToString() ?? "socket"}";
}
