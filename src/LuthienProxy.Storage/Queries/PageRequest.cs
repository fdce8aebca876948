namespace LuthienProxy.Storage.Queries;

/// <summary>Which page of a list.</summary>
/// <param name="Limit">How many entries at most: 1 to <see cref="QueryOptions.MaxPage"/>.</param>
/// <param name="Cursor">Where the page begins: what the page before gave as its <c>Next</c>; null for the first.</param>
public readonly record struct PageRequest(int Limit, string? Cursor = null);
