using System.Text.Json.Nodes;
using LuthienProxy.Pipeline.Recording;

namespace LuthienProxy.Host.Auditing;

/// <summary>What the record shall tell of the change that a request makes, beside who made it and when. One for each request; not thread-safe.</summary>
sealed class ChangeNote(Func<ChangeNote, ChangeOutcome, Task> record)
{
    /// <summary>What is changed; null for the gateway itself.</summary>
    public string? Subject { get; private set; }

    /// <summary>Particulars.</summary>
    public JsonObject Detail { get; } = [];

    /// <summary>Whether it is on record how it ended.</summary>
    public bool IsRecorded { get; private set; }

    /// <summary>
    /// Says what is changed, in one line of a handler: <c>ChangeNote.Of(http).About("guard", ("version", 3))</c>. Never a credential, never what a call holds.
    /// </summary>
    /// <param name="subject">What is changed: an instance, a call, an actor's path, a file; null for the gateway itself.</param>
    /// <param name="detail">Particulars; one that is null is left out.</param>
    public void About(string? subject, params ReadOnlySpan<(string Name, JsonNode? Value)> detail)
    {
        Subject = subject;
        foreach (var (name, value) in detail)
        {
            if (value is not null)
                Detail[name] = value;
        }
    }

    /// <summary>Puts the change on record as done, before it is: for one after which nothing can be recorded any more.</summary>
    public Task RecordNowAsync() => RecordAsync(ChangeOutcome.Done);

    /// <summary>Puts on record how it ended, the first time that it is asked to.</summary>
    public async Task RecordAsync(ChangeOutcome outcome)
    {
        if (IsRecorded)
            return;
        IsRecorded = true;
        await record(this, outcome);
    }

    /// <summary>The note of a request that the audit has taken in hand.</summary>
    /// <exception cref="InvalidOperationException">The route is not described as a change.</exception>
    public static ChangeNote Of(HttpContext http) => http.Features.Get<ChangeNote>() ?? throw new InvalidOperationException("The route's operation is not described as a change (Operation.Changes).");
}
