namespace LuthienProxy.Storage.Queries.Content;

/// <summary>A field of a request's body.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value as JSON text, as it came.</param>
public sealed record ParameterView(string Name, string Value);
