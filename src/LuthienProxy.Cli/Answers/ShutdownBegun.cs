namespace LuthienProxy.Cli.Answers;

/// <summary>A gateway ends.</summary>
sealed record ShutdownBegun(string Node, long DrainMs, int OpenCalls);
