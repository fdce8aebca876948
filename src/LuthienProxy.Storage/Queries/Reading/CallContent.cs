using LuthienProxy.Protocol.Wire;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Queries.Content;
using LuthienProxy.Storage.Queries.Diff;

namespace LuthienProxy.Storage.Queries.Reading;

/// <summary>The content of one call, decoded, and what is missing of it. Not thread-safe.</summary>
sealed class CallContent
{
    const int FirstError = 400;

    readonly List<string> _gaps = [];
    readonly PartsLoader _parts;
    readonly long _maxBytes;
    readonly IWireFormat? _format;

    internal CallContent(CallSummary call, RecordedCall recorded, PartsLoader parts, long maxBytes)
    {
        Recorded = recorded;
        (_parts, _maxBytes, _format) = (parts, maxBytes, RecordedFormats.Find(call.Format));
        if (recorded.HasUnreadable)
            _gaps.Add("An event on record cannot be understood by this version of the gateway.");
        if (recorded.IsTooLarge)
            _gaps.Add("The answer is too large to be shown at once; its events hold it.");
        ReadAnswer(call);
    }

    internal RecordedCall Recorded { get; }

    /// <summary>Why content is missing.</summary>
    internal IReadOnlyList<string> Gaps => _gaps;

    /// <summary>What the upstream answered, as far as the client took it; null for nothing.</summary>
    internal ResponseView? Original { get; private set; }

    /// <summary>What was delivered; null for nothing.</summary>
    internal ResponseView? Delivered { get; private set; }

    /// <summary>Whether the two differ in what they say.</summary>
    internal bool IsAnswerChanged { get; private set; }

    /// <summary>Whether the answer is a stream.</summary>
    internal bool IsStream { get; private set; }

    /// <summary>The request as it came; null when it cannot be had.</summary>
    internal Task<ReadRequest?> ReceivedAsync() => ReadAsync(Recorded.ReceivedBody, "The request");

    /// <summary>The request as it came, and as it went upstream: the very same object where no policy changed it, null where it went nowhere.</summary>
    internal async Task<(ReadRequest? Received, ReadRequest? Forwarded)> RequestsAsync()
    {
        var received = await ReceivedAsync();
        return (received, Recorded switch
        {
            { Forwarded: null } => null,
            { ForwardedBody: null } => received,
            { ForwardedBody: var body } => await ReadAsync(body, "The request that went upstream"),
        });
    }

    async Task<ReadRequest?> ReadAsync(RecordedRequest? body, string name)
    {
        if (body is null || _format is null)
            return null;
        if (body.Size > _maxBytes)
            return Missing($"{name} is too large to be shown.");
        if (await body.AssembleAsync(_parts) is not { } bytes)
            return Missing($"{name} is not on record, or not whole.");
        return RequestReader.Read(_format, bytes) ?? Missing($"{name} is no request of its format.");
    }

    ReadRequest? Missing(string gap)
    {
        _gaps.Add(gap);
        return null;
    }

    void ReadAnswer(CallSummary call)
    {
        var (original, isOriginalWhole) = Recorded.Answer.Original();
        var (delivered, isDeliveredWhole) = Recorded.Answer.Delivered(original);
        if (!isOriginalWhole)
            _gaps.Add("What the upstream answered is not on record as a whole.");
        if (!isDeliveredWhole)
            _gaps.Add("What was delivered is not on record as a whole.");
        IsStream = ResponseReader.IsStream(delivered.IsEmpty ? original.Span : delivered.Span);
        if (Recorded.Answer.HasDelivered)
            Delivered = ResponseReader.Read(_format, delivered, call.Status >= FirstError);
        var isBeginning = delivered.Length <= original.Length && original.Span.StartsWith(delivered.Span);
        if (isBeginning && delivered.Length < original.Length && Delivered is not null)
            _gaps.Add($"The client took {delivered.Length:N0} of the {original.Length:N0} bytes that were there for it; what it did not take is not compared.");
        // What a client that left did not take was changed by nobody.
        if (isBeginning && Delivered is not null)
            Original = Delivered;
        else if (Recorded.Answer.HasOriginal)
            Original = ResponseReader.Read(_format, original, (Recorded.Responded?.Status ?? call.UpstreamStatus) >= FirstError);
        IsAnswerChanged = Delivered is not null && !(Original is not null && Comparison.SayTheSame(Original, Delivered));
    }
}
