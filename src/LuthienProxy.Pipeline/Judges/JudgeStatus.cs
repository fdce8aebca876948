namespace LuthienProxy.Pipeline.Judges;

/// <summary>How a judge does.</summary>
/// <param name="Upstream">The upstream that is asked.</param>
/// <param name="State">Whether it is asked.</param>
/// <param name="Since">Since when it is, or is not: a question that is tried meanwhile changes nothing of that.</param>
/// <param name="Reason">What the last failure was, in words without content; null when there was none.</param>
/// <param name="IsMissed">Whether it is not asked though somebody wanted to within the last minute: nobody misses a judge that no policy asks any more.</param>
public sealed record JudgeStatus(string Upstream, JudgeState State, DateTimeOffset Since, string? Reason, bool IsMissed);
