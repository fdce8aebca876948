using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>Events to the form that they are recorded in; <see cref="StoredEventReader"/> reads them back as they were. Thread-safe.</summary>
public static class EventCodec
{
    /// <summary>Encodes an event, its bytes within it.</summary>
    public static StoredEvent Encode(JournalEvent journalEvent)
    {
        var body = new BodyPacker();
        return journalEvent switch
        {
            Opened e => Stored(EventTypes.Opened, Form(e), StoredSyntax.Json.Opened, body),
            RequestReceived e => Stored(EventTypes.RequestReceived, Form(e, body.Add(e.Body)), StoredSyntax.Json.Received, body),
            RequestForwarded e => Stored(EventTypes.RequestForwarded, Form(e, body.Add(e.Body)), StoredSyntax.Json.Forwarded, body),
            UpstreamResponded e => Stored(
                EventTypes.UpstreamResponded, new() { Status = e.Status, Headers = Headers(e.Headers.AsSpan()) }, StoredSyntax.Json.Responded, body),
            OriginalSegment e => Stored(
                EventTypes.OriginalSegment, new() { Offset = e.Offset, Bytes = body.Add(e.Bytes) }, StoredSyntax.Json.Original, body),
            DeliveredSegment e => Stored(
                EventTypes.DeliveredSegment, new() { Offset = e.Offset, Runs = Runs(e.Runs.AsSpan(), body) }, StoredSyntax.Json.Delivered, body),
            PolicyDecided e => Stored(EventTypes.PolicyDecided, Form(e, body), StoredSyntax.Json.Decided, body),
            JudgeCalled e => Stored(EventTypes.JudgeCalled, Form(e, body), StoredSyntax.Json.Judged, body),
            TransactionEnded e => Stored(TypeOf(e), Form(e), StoredSyntax.Json.Ended, body),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>Encodes a request whose body is kept as what it was split into: the event holds the envelope only.</summary>
    public static StoredEvent Encode(JournalEvent request, SplitBody split)
    {
        var body = new BodyPacker();
        var bytes = body.AddSkeleton(split.Size, split.Envelope);
        return request switch
        {
            RequestReceived e => Stored(EventTypes.RequestReceived, Form(e, bytes), StoredSyntax.Json.Received, body),
            RequestForwarded e => Stored(EventTypes.RequestForwarded, Form(e, bytes), StoredSyntax.Json.Forwarded, body),
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>The stable name of an event that ends a transaction.</summary>
    public static string TypeOf(TransactionEnded end) => end switch
    {
        Completed => EventTypes.Completed,
        Blocked => EventTypes.Blocked,
        Failed => EventTypes.Failed,
        Cancelled => EventTypes.Cancelled,
        Interrupted => EventTypes.Interrupted,
        _ => throw new UnreachableException(),
    };

    static StoredEvent Stored<TForm>(string type, TForm form, JsonTypeInfo<TForm> json, BodyPacker body) =>
        new(type, JsonSerializer.Serialize(form, json), body.Pack());

    static StoredForms.Opened Form(Opened e) => new()
    {
        Node = e.Node,
        Format = e.Format,
        Model = e.Model,
        Method = e.Method,
        Path = e.Path,
        IsStream = e.IsStream,
        Kind = e.Kind,
        SessionId = e.SessionId,
        TraceId = e.TraceId,
        PolicyName = e.PolicyName,
        PolicyVersion = e.PolicyVersion,
        IsPolicyOverride = e.IsPolicyOverride,
    };

    static StoredForms.Received Form(RequestReceived e, StoredForms.Bytes? body) => new() { Headers = Headers(e.Headers.AsSpan()), Body = body };

    static StoredForms.Forwarded Form(RequestForwarded e, StoredForms.Bytes? body) => new() { Upstream = e.Upstream, Url = e.Url, Body = body };

    static StoredForms.Decided Form(PolicyDecided e, BodyPacker body) => new()
    {
        Policy = e.Policy,
        PolicyVersion = e.Version,
        Stage = e.Stage,
        IsShadow = e.IsShadow,
        Verdict = e.Verdict,
        Reason = e.Reason,
        Block = e.Block,
        Probability = e.Probability,
        TookTicks = e.Took.Ticks,
        Seen = body.Add(e.Seen),
    };

    static StoredForms.Judged Form(JudgeCalled e, BodyPacker body) => new()
    {
        Policy = e.Policy,
        Upstream = e.Upstream,
        Model = e.Model,
        Question = e.Question,
        IsCached = e.IsCached,
        Attempts = e.Attempts,
        TookTicks = e.Took.Ticks,
        Answer = body.Add(e.Answer),
        Failure = e.Failure,
    };

    static StoredForms.Ended Form(TransactionEnded e) => new()
    {
        Status = e.Summary.Status,
        BytesReceived = e.Summary.BytesReceived,
        BytesDelivered = e.Summary.BytesDelivered,
        FirstByteTicks = e.Summary.TimeToFirstByte?.Ticks,
        DurationTicks = e.Summary.Duration?.Ticks,
        StopReason = e.Summary.StopReason,
        Usage = Tokens(e.Summary.Usage),
        Repairs = e.Summary.Repairs.IsEmpty ? null : [.. e.Summary.Repairs.Select(repair => new StoredForms.Repair(repair.Key, repair.Value))],
        ErrorCode = e.Summary.ErrorCode,
        Error = e.Summary.Error,
        IsRecovered = e is Interrupted { IsRecovered: true },
    };

    static StoredForms.Tokens? Tokens(TokenUsage? usage) => usage is null ? null : new()
    {
        Input = usage.Input,
        Output = usage.Output,
        CacheRead = usage.CacheRead,
        CacheCreation = usage.CacheCreation,
        Reasoning = usage.Reasoning,
    };

    static StoredForms.Header[]? Headers(ReadOnlySpan<RecordedHeader> headers)
    {
        if (headers.IsEmpty)
            return null;
        var stored = new StoredForms.Header[headers.Length];
        for (var at = 0; at < headers.Length; at++)
            stored[at] = new(headers[at].Name, headers[at].Value);
        return stored;
    }

    static StoredForms.Run[]? Runs(ReadOnlySpan<DeliveredRun> runs, BodyPacker body)
    {
        if (runs.IsEmpty)
            return null;
        var stored = new StoredForms.Run[runs.Length];
        for (var at = 0; at < runs.Length; at++)
            stored[at] = runs[at] switch
            {
                DeliveredRun.Copy copy => new() { From = copy.From, Length = copy.Length },
                DeliveredRun.Literal literal => new() { Bytes = body.Add(literal.Bytes) },
                _ => throw new UnreachableException(),
            };
        return stored;
    }
}
