namespace LuthienProxy.Demo.Gateways;

/// <summary>What policies made of an answer, as it is on record.</summary>
/// <param name="Before">What the model said.</param>
/// <param name="After">What the client got in its place.</param>
sealed record Difference(string Before, string After);
