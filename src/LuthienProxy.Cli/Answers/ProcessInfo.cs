namespace LuthienProxy.Cli.Answers;

/// <summary>What a gateway's process is.</summary>
sealed record ProcessInfo(
    string Node, string Version, DateTimeOffset StartedAt, double UptimeMs, bool IsStopping, int OpenCalls, IReadOnlyList<string> Listens, string? Socket, string DataDirectory, int ProcessId,
    string Runtime, string Platform, int Cores, double CpuMs, long WorkingSetBytes, long HeapBytes, long MemoryLimitBytes, int Threads);
