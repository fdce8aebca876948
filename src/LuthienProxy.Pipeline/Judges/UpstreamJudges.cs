using System.Collections.Frozen;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Policies.Judges;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Pipeline.Judges;

/// <summary>The judges of a gateway: one for each upstream that has a key of the server's own, or needs none. Thread-safe.</summary>
/// <remarks>A judge shares its upstream's connections with calls, and nothing else: neither their credentials nor their headers nor the chain.</remarks>
public sealed class UpstreamJudges : IJudges, IDisposable
{
    readonly FrozenDictionary<string, UpstreamJudge> _judges;
    readonly JudgeMeter _meter;

    /// <summary>Judges behind these upstreams; of two with one name the first counts. The upstreams stay the caller's.</summary>
    public UpstreamJudges(IEnumerable<Upstream> upstreams, UpstreamJudgeOptions options, TimeProvider time, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(upstreams);
        ArgumentNullException.ThrowIfNull(options);
        _meter = new(() => Statuses);
        _judges = upstreams.Where(upstream => upstream.Options is { ApiKey: not null } or { NeedsKey: false }).DistinctBy(upstream => upstream.Options.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(upstream => upstream.Options.Name, upstream => new UpstreamJudge(upstream, options, time, _meter, log), StringComparer.Ordinal);
    }

    /// <summary>How each judge does, by upstream.</summary>
    public IReadOnlyList<JudgeStatus> Statuses => [.. _judges.Values.Select(judge => judge.Status).OrderBy(status => status.Upstream, StringComparer.Ordinal)];

    /// <inheritdoc/>
    public IJudge? Find(string upstream) => _judges.GetValueOrDefault(upstream);

    /// <inheritdoc/>
    public void Dispose()
    {
        _meter.Dispose();
        foreach (var judge in _judges.Values)
            judge.Dispose();
    }
}
