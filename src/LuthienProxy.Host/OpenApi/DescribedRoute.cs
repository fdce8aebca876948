namespace LuthienProxy.Host.OpenApi;

/// <summary>One method of a path. Immutable.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, as OpenAPI writes it.</param>
/// <param name="Operation">What it takes and answers; null when nobody has said.</param>
sealed record DescribedRoute(string Method, string Path, Operation? Operation);
