using System.Collections.Immutable;

namespace LuthienProxy.Simulator.Performance;

/// <summary>An answer made ready: status, headers and the steps to perform. Immutable, shared by all calls that get the same answer.</summary>
sealed record Score(int Status, ImmutableArray<KeyValuePair<string, string>> Headers, ImmutableArray<Step> Steps)
{
    /// <summary>The length to announce, or null to send in chunks.</summary>
    public long? ContentLength { get; init; }

    /// <summary>The period of <see cref="StepKind.Beat"/>.</summary>
    public TimeSpan Beat { get; init; }

    /// <summary>What a test holds the stream with.</summary>
    public StreamGate? Gate { get; init; }

    /// <summary>Who writes stamped deltas.</summary>
    public Func<SimulatorRequest, DeltaStamp>? Stamp { get; init; }

    public long Bytes { get; } = Steps.Sum(s => (long)s.Bytes.Length);

    /// <summary>An answer of one body, sent at once.</summary>
    public static Score Plain(int status, string contentType, byte[] body, IEnumerable<KeyValuePair<string, string>> headers) =>
        new(status, [new("content-type", contentType), .. headers], [Step.Headers, Step.Write(body), Step.Flush]) { ContentLength = body.Length };
}
