namespace LuthienProxy.Storage.Queries.Caching;

/// <summary>An answer that was given.</summary>
/// <param name="Key">To which question.</param>
/// <param name="Value">The answer.</param>
/// <param name="Version">The version of the record that it tells of, or an earlier one.</param>
/// <param name="Bytes">About how much memory it takes.</param>
/// <param name="CheckedAt">When the record was last known to be of this version: a time stamp of the clock.</param>
sealed record CachedAnswer(AnswerKey Key, object Value, CallVersion Version, long Bytes, long CheckedAt);
