using System.Diagnostics.Metrics;
using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Telemetry;

/// <summary>The process's streams that run now, and what those that ended have delivered: looked at when a collector asks, so that a delta costs nothing. Thread-safe.</summary>
sealed class StreamsUnderWay
{
    readonly Lock _gate = new();
    readonly HashSet<Exchange> _running = [];
    // One entry for each wire format.
    readonly Dictionary<string, long> _ended = new(StringComparer.Ordinal);

    /// <summary>A stream begins.</summary>
    public void Opened(Exchange exchange)
    {
        lock (_gate)
            _running.Add(exchange);
    }

    /// <summary>It has ended: what it delivered stays counted.</summary>
    public void Ended(Exchange exchange)
    {
        lock (_gate)
            if (_running.Remove(exchange))
                _ended[exchange.Call.Format.Name] = _ended.GetValueOrDefault(exchange.Call.Format.Name) + exchange.Reply.EventsWritten;
    }

    /// <summary>How many run.</summary>
    public int Count()
    {
        lock (_gate)
            return _running.Count;
    }

    /// <summary>Events delivered so far by wire format, by streams that run and that ended.</summary>
    public IEnumerable<Measurement<long>> Chunks()
    {
        lock (_gate)
        {
            var sums = new Dictionary<string, long>(_ended, StringComparer.Ordinal);
            foreach (var exchange in _running)
                sums[exchange.Call.Format.Name] = sums.GetValueOrDefault(exchange.Call.Format.Name) + exchange.Reply.EventsWritten;
            return [.. sums.Select(sum => new Measurement<long>(sum.Value, new KeyValuePair<string, object?>("format", sum.Key)))];
        }
    }

    /// <summary>Bytes that the running streams' buffers hold, by buffer.</summary>
    public IEnumerable<Measurement<long>> Retained()
    {
        var all = default(RetainedBytes);
        lock (_gate)
            foreach (var exchange in _running)
                all += exchange.Retained;
        return
        [
            Of("request", all.Request),
            Of("framing", all.Framing),
            Of("policies", all.Policies),
            Of("recording", all.Recording),
            Of("delivery", all.Delivery),
        ];
    }

    /// <summary>Bytes that the buffers of the largest running stream hold.</summary>
    public long Largest()
    {
        lock (_gate)
            return _running.Select(exchange => exchange.Retained.Total).DefaultIfEmpty().Max();
    }

    static Measurement<long> Of(string buffer, long bytes) => new(bytes, new KeyValuePair<string, object?>("buffer", buffer));
}
