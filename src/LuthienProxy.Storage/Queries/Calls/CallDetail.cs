using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Calls;

/// <summary>One call with all that is known of it, its events left out.</summary>
public sealed record CallDetail
{
    /// <summary>What lists show of it.</summary>
    public required CallSummary Call { get; init; }

    /// <summary>The client's headers that are on the allow-list.</summary>
    public IReadOnlyList<RecordedHeader> RequestHeaders { get; init; } = [];

    /// <summary>Where the request went, without its query; null when it went nowhere.</summary>
    public string? UpstreamUrl { get; init; }

    /// <summary>Whether another body went upstream than the client sent.</summary>
    public bool IsRequestChanged { get; init; }

    /// <summary>The upstream's headers that are on the allow-list.</summary>
    public IReadOnlyList<RecordedHeader> ResponseHeaders { get; init; } = [];

    /// <summary>Whether something else was delivered than the upstream sent.</summary>
    public bool IsResponseChanged { get; init; }

    /// <summary>What the policies decided, in order.</summary>
    public IReadOnlyList<DecisionView> Decisions { get; init; } = [];

    /// <summary>The models that policies asked, in order.</summary>
    public IReadOnlyList<JudgeView> Judges { get; init; } = [];

    /// <summary>What the gateway mended in the answer, by kind.</summary>
    public IReadOnlyDictionary<string, int> Repairs { get; init; } = new Dictionary<string, int>();

    /// <summary>The request as the client sent it; null when it is not on record or is no conversation.</summary>
    public RequestView? Request { get; init; }

    /// <summary>The answer as it was delivered; null when nothing was, or it is not on record.</summary>
    public ResponseView? Response { get; init; }

    /// <summary>Why content is missing or not whole, in plain words; empty when it is all there.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];
}
