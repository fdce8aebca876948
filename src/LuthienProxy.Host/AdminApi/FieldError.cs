namespace LuthienProxy.Host.AdminApi;

/// <summary>What is wrong with one field of what a caller sent.</summary>
/// <param name="Policy">The policy that it belongs to; null when to none.</param>
/// <param name="Field">The field as a path (<c>pairs[0].find</c>); null when it is none in particular.</param>
/// <param name="Message">What is wrong and what would be right, in a sentence.</param>
sealed record FieldError(string? Policy, string? Field, string Message);
