using System.Net;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Live;

/// <summary>A running call, looked at without asking it: its figures are read as they are asked for, and may not fit each other exactly.</summary>
public sealed class LiveCall
{
    readonly Exchange _exchange;

    internal LiveCall(Exchange exchange) => _exchange = exchange;

    /// <summary>Its id.</summary>
    public TransactionId Id => _exchange.Call.Id;

    /// <summary>What the client asked for.</summary>
    public Call Call => _exchange.Call;

    /// <summary>Where the client's connection comes from; null where that is not known.</summary>
    public IPAddress? Client => _exchange.Call.ClientAddress;

    /// <summary>What it is at.</summary>
    public LiveState State => StateOf(_exchange);

    /// <summary>How long it runs.</summary>
    public TimeSpan Age => _exchange.Progress.Age;

    /// <summary>The upstream that was asked last; null before any was.</summary>
    public string? Upstream => _exchange.Progress.Upstream;

    /// <summary>From its beginning to the first byte of the answer; null before it.</summary>
    public TimeSpan? TimeToFirstByte => _exchange.Progress.TimeToFirstByte;

    /// <summary>Events of the answer that came from the upstream.</summary>
    public long ChunksIn => _exchange.Decoding.Out;

    /// <summary>Events of the answer that were written for the client.</summary>
    public long ChunksOut => _exchange.Reply.EventsWritten;

    /// <summary>Bytes that came from the upstream.</summary>
    public long BytesIn => _exchange.Progress.BytesReceived;

    /// <summary>Bytes that the client's transport took.</summary>
    public long BytesOut => _exchange.Reply.BytesDelivered;

    /// <summary>What its buffers hold.</summary>
    public RetainedBytes Retained => _exchange.Retained;

    /// <summary>The stages of the answer, in order: what reads it, the policies, what writes it.</summary>
    public IReadOnlyList<StageMeter> Stages => [_exchange.Decoding, .. _exchange.Policies?.Meters ?? [], _exchange.Delivering];

    /// <summary>How many stages its policies are.</summary>
    public int PolicyStages => _exchange.Policies?.Meters.Count ?? 0;

    /// <summary>Which of them has a piece of the answer before it, from 1; null while none has.</summary>
    public int? PolicyStage => StageUnderWay(_exchange) is >= 0 and var at ? at + 1 : null;

    /// <summary>How far its record has come; null where nothing is recorded.</summary>
    public FeedState? Record => _exchange.Recorder?.State;

    /// <summary>How long a stage has kept the answer waiting; null while it does not.</summary>
    public TimeSpan? Waits(StageMeter stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        return stage.WaitsSince is not 0 and var since ? _exchange.Time.GetElapsedTime(since) : null;
    }

    internal static LiveState StateOf(Exchange exchange) => exchange switch
    {
        { Outcome.IsCompleted: true } => LiveState.Ending,
        { State: TransactionState.Admitted } => LiveState.Admitted,
        { State: TransactionState.Deciding } => LiveState.Deciding,
        { State: TransactionState.Connecting } => LiveState.WaitingUpstream,
        { Reply.FlushingSince: not 0 } => LiveState.WaitingClient,
        _ when StageUnderWay(exchange) >= 0 => LiveState.Holding,
        { Progress.HasFirstByte: false } => LiveState.WaitingUpstream,
        _ => exchange.Call.IsStream ? LiveState.Streaming : LiveState.Receiving,
    };

    // -1: none.
    static int StageUnderWay(Exchange exchange)
    {
        var meters = exchange.Policies?.Meters ?? [];
        for (var i = 0; i < meters.Count; i++)
            if (meters[i].IsUnderWay)
                return i;
        return -1;
    }
}
