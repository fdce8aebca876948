using System.Collections.Immutable;
using System.Diagnostics;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Journal.Stored;

/// <summary>Events from the forms they are recorded in. What a form lacks gets a neutral value. Null: the bytes do not fit the form.</summary>
static class StoredShapes
{
    public static JournalEvent? Opened(StoredForms.Opened form, ReadOnlyMemory<byte>? body) => new Opened
    {
        Node = form.Node ?? "",
        Format = form.Format ?? "",
        Model = form.Model ?? "",
        Method = form.Method ?? "",
        Path = form.Path ?? "",
        IsStream = form.IsStream,
        Kind = form.Kind,
        SessionId = form.SessionId,
        TraceId = form.TraceId,
        PolicyName = form.PolicyName,
        PolicyVersion = form.PolicyVersion,
        IsPolicyOverride = form.IsPolicyOverride,
    };

    public static JournalEvent? Received(StoredForms.Received form, ReadOnlyMemory<byte>? body) =>
        BodyUnpacker.Open(body, form.Body) is { } bytes ? new RequestReceived(Headers(form.Headers), bytes.Payload(form.Body)) : null;

    public static JournalEvent? Forwarded(StoredForms.Forwarded form, ReadOnlyMemory<byte>? body) =>
        BodyUnpacker.Open(body, form.Body) is { } bytes ? new RequestForwarded(form.Upstream ?? "", form.Url ?? "", bytes.Payload(form.Body)) : null;

    public static JournalEvent? Responded(StoredForms.Responded form, ReadOnlyMemory<byte>? body) => new UpstreamResponded(form.Status, Headers(form.Headers));

    public static JournalEvent? Original(StoredForms.Original form, ReadOnlyMemory<byte>? body) =>
        form.Bytes is { } payload && BodyUnpacker.Open(body, payload)?.Payload(payload) is { } bytes ? new OriginalSegment(form.Offset, bytes) : null;

    public static JournalEvent? Delivered(StoredForms.Delivered form, ReadOnlyMemory<byte>? body)
    {
        var runs = form.Runs ?? [];
        return BodyUnpacker.Open(body, [.. runs.Select(run => run?.Bytes)]) is { } bytes
            ? new DeliveredSegment(form.Offset, [.. runs.Select(run => Run(run, bytes))])
            : null;
    }

    public static JournalEvent? Decided(StoredForms.Decided form, ReadOnlyMemory<byte>? body) =>
        BodyUnpacker.Open(body, form.Seen) is not { } bytes ? null : new PolicyDecided
        {
            Policy = form.Policy ?? "",
            Version = form.PolicyVersion,
            Stage = form.Stage,
            IsShadow = form.IsShadow,
            Verdict = form.Verdict,
            Reason = form.Reason,
            Block = form.Block,
            Probability = form.Probability,
            Took = new(form.TookTicks),
            Seen = bytes.Payload(form.Seen),
        };

    public static JournalEvent? Judged(StoredForms.Judged form, ReadOnlyMemory<byte>? body) =>
        BodyUnpacker.Open(body, form.Answer) is not { } bytes ? null : new JudgeCalled
        {
            Policy = form.Policy ?? "",
            Upstream = form.Upstream ?? "",
            Model = form.Model ?? "",
            Question = form.Question,
            IsCached = form.IsCached,
            Attempts = form.Attempts,
            Took = new(form.TookTicks),
            Answer = bytes.Payload(form.Answer),
            Failure = form.Failure,
        };

    public static JournalEvent Ended(string type, StoredForms.Ended form)
    {
        var summary = Summary(form);
        return type switch
        {
            EventTypes.Completed => new Completed(summary),
            EventTypes.Blocked => new Blocked(summary),
            EventTypes.Failed => new Failed(summary),
            EventTypes.Cancelled => new Cancelled(summary),
            EventTypes.Interrupted => new Interrupted(summary, form.IsRecovered),
            _ => throw new UnreachableException(),
        };
    }

    static TransactionSummary Summary(StoredForms.Ended form) => new()
    {
        Status = form.Status,
        BytesReceived = form.BytesReceived,
        BytesDelivered = form.BytesDelivered,
        TimeToFirstByte = form.FirstByteTicks is { } first ? new TimeSpan(first) : null,
        Duration = form.DurationTicks is { } duration ? new TimeSpan(duration) : null,
        StopReason = form.StopReason,
        Usage = Usage(form.Usage),
        Repairs = (form.Repairs ?? []).Where(repair => repair?.Kind is not null).DistinctBy(repair => repair.Kind!)
            .ToImmutableSortedDictionary(repair => repair.Kind!, repair => repair.Count, StringComparer.Ordinal),
        ErrorCode = form.ErrorCode,
        Error = form.Error,
    };

    static TokenUsage? Usage(StoredForms.Tokens? tokens) => tokens is null ? null : new()
    {
        Input = tokens.Input,
        Output = tokens.Output,
        CacheRead = tokens.CacheRead,
        CacheCreation = tokens.CacheCreation,
        Reasoning = tokens.Reasoning,
    };

    static ImmutableArray<RecordedHeader> Headers(StoredForms.Header[]? headers) =>
        [.. (headers ?? []).Select(header => new RecordedHeader(header?.Name ?? "", header?.Value ?? ""))];

    static DeliveredRun Run(StoredForms.Run? run, BodyUnpacker bytes) =>
        bytes.Payload(run?.Bytes) is { } literal ? new DeliveredRun.Literal(literal) : new DeliveredRun.Copy(run?.From ?? 0, run?.Length ?? 0);
}
