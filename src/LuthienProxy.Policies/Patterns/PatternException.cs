namespace LuthienProxy.Policies.Patterns;

/// <summary>A pattern cannot be used; the message says why, for whoever configures it.</summary>
public sealed class PatternException(string message) : PolicyException(message);
