using LuthienProxy.Pipeline.Transactions;

namespace LuthienProxy.Pipeline.Live;

/// <summary>What the calls of this process came to. Immutable.</summary>
public sealed record StatsSnapshot
{
    /// <summary>Since when it is counted.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>How long that is.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Calls that run now.</summary>
    public required int Running { get; init; }

    /// <summary>Calls that ended, by how.</summary>
    public required IReadOnlyDictionary<TransactionState, long> Outcomes { get; init; }

    /// <summary>Errors that calls ended with, by code.</summary>
    public required IReadOnlyDictionary<string, long> Errors { get; init; }

    /// <summary>Events of answers that were written for clients, by running calls too.</summary>
    public required long Chunks { get; init; }

    /// <summary>Bytes from upstreams, of calls that ended.</summary>
    public required long BytesIn { get; init; }

    /// <summary>Bytes that clients' transports took, of calls that ended.</summary>
    public required long BytesOut { get; init; }

    /// <summary>From a call's beginning to the first byte of its answer.</summary>
    public required Percentiles FirstByte { get; init; }

    /// <summary>What the gateway itself adds to the time to the first byte: before the upstream is asked, and from its first byte to the first one for the client.</summary>
    public required Percentiles Added { get; init; }

    /// <summary>Whole calls.</summary>
    public required Percentiles Duration { get; init; }
}
