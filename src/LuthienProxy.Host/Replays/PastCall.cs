using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Pipeline.Replays;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Storage.Queries.Records;

namespace LuthienProxy.Host.Replays;

/// <summary>Makes of a record what can be run again.</summary>
static class PastCall
{
    // What was taken once must be readable for ever, whatever the limits are now.
    static readonly RequestLimits Limits = new() { MaxMessages = int.MaxValue, MaxTools = int.MaxValue, MaxDepth = 1_000 };

    /// <summary>The call; null when its request cannot be read.</summary>
    public static ReplayCall? Of(CallRecord record, ActiveChain chain, IJudges judges)
    {
        if (record is not { Format: { } format, Request: { } body })
            return null;
        try
        {
            return new()
            {
                Id = record.Call.TransactionId,
                Format = format,
                Request = format.DecodeRequest(body, Limits),
                Path = record.Call.Path,
                Kind = record.Call.Kind,
                Headers = Pairs(record.RequestHeaders),
                Answer = AnswerOf(record, format),
                Policies = chain,
                Judges = judges,
            };
        }
        catch (RequestRejectedException)
        {
            return null;
        }
    }

    static PastAnswer AnswerOf(CallRecord record, IWireFormat format) => record switch
    {
        { Responded: { } head } => new PastAnswer.Given(head.Status, Pairs(head.Headers), record.Original, EndOf(record, format)),
        { Ended: Failed failed } => new PastAnswer.Failed(ErrorOf(failed)),
        _ => PastAnswer.Unknown.Instance,
    };

    static PastEnd EndOf(CallRecord record, IWireFormat format) => record switch
    {
        { Gaps.Count: > 0 } => PastEnd.Unread.Instance,
        { Ended: Completed } => PastEnd.Clean.Instance,
        { Ended: Failed failed } => new PastEnd.Broken(ErrorOf(failed)),
        { Call.IsStream: false } when IsWhole(record, format) => PastEnd.Clean.Instance,
        _ => PastEnd.Unread.Instance,
    };

    // Whoever left, or was stopped, may have had the whole body: then it reads as one.
    static bool IsWhole(CallRecord record, IWireFormat format)
    {
        try
        {
            return format.DecodeBody(record.Original.SelectMany(static piece => piece.ToArray()).ToArray()).Count > 0;
        }
        catch (MalformedResponseException)
        {
            return false;
        }
    }

    static GatewayError ErrorOf(Failed failed) => new(KindOf(failed.Summary.ErrorCode), failed.Summary.Error ?? "") { Code = failed.Summary.ErrorCode };

    // As the pipeline names its failures.
    static ErrorKind KindOf(string? code) => code switch
    {
        "upstream_timeout" => ErrorKind.Timeout,
        "gateway_full" or "journal_unavailable" or "gateway_stopping" => ErrorKind.Unavailable,
        "gateway_error" => ErrorKind.Internal,
        _ => ErrorKind.Upstream,
    };

    static List<KeyValuePair<string, string>> Pairs(IEnumerable<RecordedHeader> headers) => [.. headers.Select(static header => new KeyValuePair<string, string>(header.Name, header.Value))];
}
