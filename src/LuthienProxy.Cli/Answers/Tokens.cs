namespace LuthienProxy.Cli.Answers;

/// <summary>What a call took, in the provider's own count.</summary>
sealed record Tokens(long? Input, long? Output);
