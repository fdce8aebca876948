using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Reading;

namespace LuthienProxy.Storage.Queries.Records;

/// <summary>Makes a record of a call's events, and says what is missing in it.</summary>
static class CallRecords
{
    internal static CallRecord Of(CallSummary call, RecordedCall recorded, ReadOnlyMemory<byte>? received, ReadOnlyMemory<byte>? forwarded)
    {
        var (pieces, isWhole) = recorded.Answer.Pieces();
        var (original, _) = recorded.Answer.Original();
        var (delivered, isDeliveredWhole) = recorded.Answer.Delivered(original);
        var has = pieces.Sum(static piece => (long)piece.Length);
        return new()
        {
            Call = call,
            Format = RecordedFormats.Find(call.Format),
            RequestHeaders = recorded.Received?.Headers ?? [],
            Request = received,
            WasForwarded = recorded.Forwarded is not null,
            Forwarded = recorded is { Forwarded: not null, ForwardedBody: null } ? received : forwarded,
            Responded = recorded.Responded,
            Original = pieces,
            Delivered = delivered,
            IsDeliveredWhole = isDeliveredWhole && delivered.Length >= (recorded.Ended?.Summary.BytesDelivered ?? 0),
            Decisions = [.. recorded.Decisions.Select(static note => note.Event)],
            Judges = [.. recorded.Judges.Select(static note => note.Event)],
            Ended = recorded.Ended,
            Gaps = [.. GapsOf(call, recorded, received is not null, isWhole && !recorded.IsTooLarge && has >= (recorded.Ended?.Summary.BytesReceived ?? 0))],
        };
    }

    static IEnumerable<string> GapsOf(CallSummary call, RecordedCall recorded, bool hasRequest, bool hasAnswer)
    {
        if (recorded.HasHole || (recorded.Ended is null && call.EndedAt is not null))
            yield return "Events of this call were lost before they were on record.";
        if (recorded.HasUnreadable)
            yield return "An event on record cannot be understood by this version of the gateway.";
        if (!hasRequest)
            yield return WhyNot(recorded.Received?.Body, "The request is not on record, or not whole");
        if (!hasAnswer)
            yield return recorded.IsTooLarge ? "The answer is larger than is read at once (storage.queries.content)." : "What the upstream answered is not on record as a whole.";
        if (recorded is { Ended: null } && call.EndedAt is null)
            yield return "The call has not ended.";
    }

    static string WhyNot(Payload? body, string what) => body switch
    {
        Payload.Cut { Reason: CutReason.HashOnly } => $"{what}: only hashes were kept (journal.content).",
        Payload.Cut { Reason: CutReason.Redacted } => $"{what}: a policy removed something from it (journal.content).",
        Payload.Cut { Reason: CutReason.Oversize } => $"{what}: it was over a limit of the journal.",
        Payload.Cut { Reason: CutReason.Degraded } => $"{what}: recording had degraded to sizes.",
        _ => $"{what}.",
    };
}
