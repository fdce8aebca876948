namespace LuthienProxy.Storage.Queries.Changes;

/// <summary>A page of changes, the newest first.</summary>
/// <param name="Changes">The changes.</param>
/// <param name="Next">The cursor of the page after; null when there is nothing more.</param>
public sealed record ChangePage(IReadOnlyList<ChangeEntry> Changes, string? Next);
