using System.Diagnostics;
using LuthienProxy.Pipeline.Telemetry;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Agents;

namespace LuthienProxy.Pipeline.Recording;

/// <summary>
/// Puts one call on record.
/// </summary>
/// <remarks>
/// 1. <see cref="Begin"/>: what was asked; at once, so that a call is on record while its answer is awaited.
/// 2. <see cref="Forwarded"/>, <see cref="Responded"/>: one pair per attempt at an upstream.
/// 3. <see cref="Original"/>, <see cref="Wrote"/>, <see cref="Accepted"/>: the two sides of the answer, collected into segments that go by size or by age;
/// <see cref="Decided"/> and <see cref="Judged"/> between them.
/// 4. <see cref="End"/>: exactly once.
/// Called by whoever steers the call at the time, one after the other; only decisions, signs of life, the timer and the journal's answers come from elsewhere. A fault in here
/// ends the recording of the answer, is counted, and never reaches the client (I-63).
/// </remarks>
sealed partial class TransactionRecorder : IFeedSource
{
    readonly TransactionRecorders _home;
    readonly TransactionId _id;
    readonly RecordingOptions _options;
    readonly PayloadKeeper _keeper;
    readonly JournalFeed _feed;
    readonly OriginalTape _original;
    readonly DeliveredTape _delivered;
    readonly bool _mayRedact;
    RequestReceived? _received;

    // Until the call has ended: the journal may be behind, and what waits for it should hold no more than what goes on record.
    Call? _call;

    public TransactionRecorder(TransactionRecorders home, Call call, IJournal journal, PayloadKeeper keeper)
    {
        _home = home;
        (_call, _id) = (call, call.Id);
        _options = home.Options;
        _keeper = keeper;
        _mayRedact = _options.Content == JournalContent.Redacted && call.Policies.MayAct;
        _original = new(isSettling: _mayRedact && call.Policies.Chain.MayRewriteResponse);
        _delivered = new(_original);
        _feed = new(call.Id, journal, home.Backlog, this, home.Time);
        _record = _feed.Add;
        Blocks = new(_options.SegmentBytes);
        Notes = new(keepsText: _options.Content != JournalContent.Hash);
    }

    /// <summary>Where the bytes of a streamed answer are kept.</summary>
    public OriginalBlocks Blocks { get; }

    /// <summary>What the answer's events say about it.</summary>
    public AnswerNotes Notes { get; }

    /// <summary>Whether nothing may be delivered that is not committed.</summary>
    public bool IsBeforeDelivery => _options.Mode == JournalMode.BeforeDelivery;

    /// <summary>How far the record has come; anybody may look.</summary>
    public FeedState State => _feed.State;

    /// <summary>1. The call was taken.</summary>
    public void Begin(AgentCall agent)
    {
        var call = _call!;
        var received = new RequestReceived(RecordedHeaders.Of(call.Headers), null);
        lock (_feed.Gate)
        {
            _feed.Add(new Opened
            {
                Node = _options.Node,
                Format = call.Format.Name,
                Model = call.Model,
                Method = call.Method.Method,
                Path = call.Path,
                IsStream = call.IsStream,
                Kind = agent.Kind,
                SessionId = agent.SessionId,
                TraceId = TraceOf(call),
                PolicyName = call.Policies.Name,
                PolicyVersion = call.Policies.Version,
                IsPolicyOverride = call.Policies.IsOverride,
            });
            // What a policy will remove from the body is known only when the request goes on.
            if (_mayRedact)
                _received = received;
            else
                _feed.Add(received with { Body = call.Body is { } body ? _keeper.Keep(body) : null });
        }
        HandOver();
    }

    /// <summary>Waits until what was handed over is answered; tells whether all of it is committed.</summary>
    public ValueTask<bool> CommittedAsync(CancellationToken cancellation) => _feed.AcknowledgedAsync(cancellation);

    /// <summary>2. The request goes to an upstream.</summary>
    public void Forwarded(UpstreamTarget target, Uri address, ReadOnlyMemory<byte>? body)
    {
        lock (_feed.Gate)
        {
            var isChanged = body is { } sent && !(_call?.Body is { } came && came.Span.SequenceEqual(sent.Span));
            AddReceived(isKept: !isChanged);
            _feed.Add(new RequestForwarded(target.Upstream.Options.Name, address.GetLeftPart(UriPartial.Path), isChanged ? _keeper.Keep(body!.Value) : null));
        }
    }

    /// <summary>2. An upstream has answered.</summary>
    public void Responded(HttpResponseMessage response)
    {
        var head = new UpstreamResponded((int)response.StatusCode, RecordedHeaders.Of(response));
        lock (_feed.Gate)
            _feed.Add(head);
    }

    /// <summary>4. The call has ended: the last event, after whatever was collected.</summary>
    public void End(TransactionEnded ended)
    {
        lock (_feed.Gate)
        {
            if (_feed.HasEnded)
                return;
            // Never forwarded: whether a policy would have removed something from it is unknown.
            AddReceived(isKept: false);
            CollectRest();
            _feed.AnswerText = Notes.TakeText();
            _feed.Add(ended);
            _isBroken = true;
            _original.Release();
            _call = null;
        }
        _timer?.Dispose();
        if (_keeper.Truncated > 0)
        {
            PipelineTelemetry.RecorderTruncated(_keeper.Truncated);
            PipelineLog.Truncated(_home.Log, _id, _keeper.Truncated, _keeper.TruncatedBytes);
        }
        HandOver();
    }

    void IFeedSource.Closed() => _home.Closed();

    void IFeedSource.Failed(Exception cause) => _home.Failed(_id, cause);

    void IFeedSource.Lost(int events) => PipelineTelemetry.RecorderLost(events);

    void AddReceived(bool isKept)
    {
        if (_received is not { } received)
            return;
        _received = null;
        _feed.Add(received with { Body = _call?.Body is { } body ? isKept ? _keeper.Keep(body) : PayloadKeeper.Redact(body) : null });
        AddEarlyDecisions();
    }

    void HandOver()
    {
        bool starts;
        lock (_feed.Gate)
            starts = _feed.MakeDue();
        if (!starts)
            return;
        // What waits for the journal needs nothing of the call's surroundings (its log scopes, its span), and would keep them.
        using AsyncFlowControl? apart = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        // It ends by itself: every batch is answered within the journal's timeout, and what it throws is caught there.
        _ = _feed.RunAsync();
    }

    static string? TraceOf(Call call)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
            return span.TraceId.ToHexString();
        foreach (var (name, value) in call.Headers)
            if (name.Equals("traceparent", StringComparison.OrdinalIgnoreCase) && ActivityContext.TryParse(value, null, out var parent))
                return parent.TraceId.ToHexString();
        return null;
    }
}
