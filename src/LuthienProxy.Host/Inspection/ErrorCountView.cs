namespace LuthienProxy.Host.Inspection;

/// <summary>How many calls ended with an error.</summary>
/// <param name="Code">The error's code.</param>
/// <param name="Count">How many.</param>
sealed record ErrorCountView(string Code, long Count);
