using System.Collections.Immutable;

namespace LuthienProxy.Fixtures.Transcripts;

/// <summary>A tool call that the provider made.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Seals">The seals of the reasoning that led to it, in their order.</param>
/// <param name="IsReasonedFirst">Whether its answer began with reasoning.</param>
sealed record IssuedCall(string Id, ImmutableArray<string> Seals, bool IsReasonedFirst);
