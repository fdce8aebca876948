namespace LuthienProxy.Storage.Queries.Content;

/// <summary>A tool that a request offers to the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">The format's word for its kind.</param>
/// <param name="Description">What it does; null where it says nothing.</param>
/// <param name="Definition">The definition as JSON text, as it came.</param>
public sealed record ToolView(string Name, string Kind, string? Description, string Definition);
