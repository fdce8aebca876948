using LuthienProxy.Pipeline.Transactions;
using LuthienProxy.Policies.Metering;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Live;

/// <summary>What the calls of this process came to since it started, or since somebody began anew. Written once at the end of each call. Thread-safe.</summary>
public sealed class CallStats
{
    /// <summary>So many errors are told apart; what comes later is counted together.</summary>
    const int MostErrors = 100;

    const string OtherErrors = "other";

    readonly Lock _gate = new();
    readonly TimeProvider _time;
    readonly Dictionary<TransactionState, long> _outcomes = [];
    readonly Dictionary<string, long> _errors = new(StringComparer.Ordinal);
    TimeBuckets _firstByte;
    TimeBuckets _added;
    TimeBuckets _duration;
    DateTimeOffset _since;
    long _sinceTick;
    long _chunks;
    long _chunksBefore;
    long _bytesIn;
    long _bytesOut;

    internal CallStats(TimeProvider time)
    {
        _time = time;
        (_since, _sinceTick) = (time.GetUtcNow(), time.GetTimestamp());
    }

    /// <summary>A call has ended.</summary>
    internal void Ended(Exchange exchange, TransactionOutcome outcome)
    {
        var (progress, reply) = (exchange.Progress, exchange.Reply);
        lock (_gate)
        {
            exchange.IsCounted = true;
            _outcomes[outcome.State] = _outcomes.GetValueOrDefault(outcome.State) + 1;
            if (Outcomes.ErrorOf(outcome) is { } error)
                Count(error);
            if (progress.TimeToFirstByte is { } firstByte)
                _firstByte.Add(firstByte);
            if (progress.AddedTo(reply.FirstFlushedAt) is { } added)
                _added.Add(added);
            _duration.Add(progress.Age);
            _chunks += reply.EventsWritten;
            _bytesIn += progress.BytesReceived;
            _bytesOut += reply.BytesDelivered;
        }
    }

    /// <summary>The figures now.</summary>
    /// <param name="running">The calls that run.</param>
    internal StatsSnapshot Snapshot(IEnumerable<Exchange> running)
    {
        lock (_gate)
        {
            var (count, chunks) = Flowing(running);
            return new()
            {
                Since = _since,
                Elapsed = _time.GetElapsedTime(_sinceTick),
                Running = count,
                Outcomes = _outcomes.ToDictionary(),
                Errors = _errors.ToDictionary(StringComparer.Ordinal),
                Chunks = _chunks + chunks - _chunksBefore,
                BytesIn = _bytesIn,
                BytesOut = _bytesOut,
                FirstByte = Percentiles.Of(_firstByte),
                Added = Percentiles.Of(_added),
                Duration = Percentiles.Of(_duration),
            };
        }
    }

    /// <summary>Begins anew; what running calls have delivered already is not counted again.</summary>
    internal void Reset(IEnumerable<Exchange> running)
    {
        lock (_gate)
        {
            _outcomes.Clear();
            _errors.Clear();
            _firstByte = _added = _duration = default;
            _chunks = _bytesIn = _bytesOut = 0;
            _chunksBefore = Flowing(running).Chunks;
            (_since, _sinceTick) = (_time.GetUtcNow(), _time.GetTimestamp());
        }
    }

    static (int Count, long Chunks) Flowing(IEnumerable<Exchange> running)
    {
        var (count, chunks) = (0, 0L);
        foreach (var exchange in running)
            (count, chunks) = (count + 1, chunks + (exchange.IsCounted ? 0 : exchange.Reply.EventsWritten));
        return (count, chunks);
    }

    void Count(GatewayError error)
    {
        var code = error.Code ?? error.Kind.ToString();
        if (_errors.Count >= MostErrors && !_errors.ContainsKey(code))
            code = OtherErrors;
        _errors[code] = _errors.GetValueOrDefault(code) + 1;
    }
}
