namespace LuthienProxy.Storage.Queries.Content;

/// <summary>A request that was read.</summary>
/// <param name="View">What is shown of it.</param>
/// <param name="RawMessages">Its messages as they came, JSON: they tell apart what looks alike.</param>
sealed record ReadRequest(RequestView View, IReadOnlyList<string> RawMessages);
