namespace LuthienProxy.Cli.Answers;

/// <summary>One that cannot be used.</summary>
sealed record BrokenType(string Name, string Error);
