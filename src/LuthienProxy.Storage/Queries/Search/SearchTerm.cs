using System.Collections.Immutable;

namespace LuthienProxy.Storage.Queries.Search;

/// <summary>Words that must occur one after the other; mostly one.</summary>
/// <param name="Words">The words, at least one.</param>
/// <param name="IsUnwanted">Whether they must not occur.</param>
readonly record struct SearchTerm(ImmutableArray<string> Words, bool IsUnwanted);
