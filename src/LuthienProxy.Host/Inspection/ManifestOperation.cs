namespace LuthienProxy.Host.Inspection;

/// <summary>One operation of the API.</summary>
/// <param name="Id">Its name, as in the OpenAPI document.</param>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with its parts in braces.</param>
/// <param name="IsChange">Whether it changes something.</param>
sealed record ManifestOperation(string Id, string Method, string Path, bool IsChange);
