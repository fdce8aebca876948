using System.Text;
using System.Text.Json;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Agents;

namespace LuthienProxy.Storage.Rows;

/// <summary>Gathers what the events of a batch do to their transaction's row.</summary>
sealed class ChangeBuilder
{
    TransactionChange _change = new() { LastSequence = 0 };

    /// <summary>The session, where the batch opens a call of one.</summary>
    public SessionTouch? Session { get; private set; }

    public void Add(JournalEntry entry)
    {
        _change = entry.Event switch
        {
            Opened e => _change with { Opened = Columns(e, entry.At) },
            RequestForwarded e => _change with { Upstream = RowText.Line(e.Upstream, RowText.MaxName) },
            UpstreamResponded e => _change with { UpstreamStatus = e.Status },
            PolicyDecided { IsShadow: false, Verdict: not PolicyVerdict.Forward } => _change with { IsIntervened = true },
            TransactionEnded e => _change with { Ended = Columns(e, entry.At) },
            _ => _change,
        } with { LastSequence = entry.Sequence };
        if (_change.Opened is { SessionId: { } session } opened)
            Session = new(session, opened.OpenedAt);
    }

    public TransactionChange Build(string? title) => _change with { Title = title };

    /// <summary>A request's own title names the session until a call that asked for one has its answer.</summary>
    public SessionTitle? SessionTitle(string? title, string? answer)
    {
        if (_change.Ended is not null && TitleIn(answer) is { Length: > 0 } given)
            return new(CallKind.Title, given);
        return string.IsNullOrEmpty(title) ? null : new(CallKind.Turn, title);
    }

    static OpenedColumns Columns(Opened e, DateTimeOffset at) => new()
    {
        OpenedAt = at.ToUniversalTime(),
        NodeId = Name(e.Node) ?? "",
        Format = Name(e.Format) ?? "",
        Method = Name(e.Method) ?? "",
        Path = RowText.Line(e.Path, RowText.MaxText) ?? "",
        Model = Name(e.Model) ?? "",
        IsStream = e.IsStream,
        Kind = RowWords.OfKind(e.Kind),
        SessionId = SessionIdSyntax.IsValid(e.SessionId) ? e.SessionId : null,
        TraceId = Name(e.TraceId),
    };

    static EndedColumns Columns(TransactionEnded e, DateTimeOffset at) => new()
    {
        EndedAt = at.ToUniversalTime(),
        State = RowWords.OfState(e),
        IsRecovered = e is Interrupted { IsRecovered: true },
        Status = e.Summary.Status,
        StopReason = Name(e.Summary.StopReason),
        ErrorCode = Name(e.Summary.ErrorCode),
        Error = RowText.Line(e.Summary.Error, RowText.MaxText),
        InputTokens = e.Summary.Usage?.Input,
        OutputTokens = e.Summary.Usage?.Output,
        CacheReadTokens = e.Summary.Usage?.CacheRead,
        CacheCreationTokens = e.Summary.Usage?.CacheCreation,
        ReasoningTokens = e.Summary.Usage?.Reasoning,
        BytesReceived = e.Summary.BytesReceived,
        BytesDelivered = e.Summary.BytesDelivered,
        FirstByteMs = e.Summary.TimeToFirstByte?.TotalMilliseconds,
        DurationMs = e.Summary.Duration?.TotalMilliseconds,
    };

    static string? Name(string? text) => RowText.Line(text, RowText.MaxName);

    static string? TitleIn(string? answer)
    {
        // The answer of a title call is one small object. Whether the call was one, the store knows.
        const int MostOfATitle = 2048;
        if (answer is not { Length: > 2 and <= MostOfATitle } || answer.AsSpan().TrimStart() is not ['{', ..])
            return null;
        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(answer));
            return document.RootElement.TryGetProperty("title", out var title) && title.ValueKind == JsonValueKind.String
                ? RowText.Line(title.GetString(), RowText.MaxTitle)
                : null;
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            // No JSON, or half a surrogate pair in it: no title.
            return null;
        }
    }
}
