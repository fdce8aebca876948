namespace LuthienProxy.Host.Inspection;

/// <summary>What this process is and how much it uses.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Version">Its release.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="UptimeMs">For how long it runs.</param>
/// <param name="IsStopping">Whether it takes no more calls.</param>
/// <param name="OpenCalls">Calls that run.</param>
/// <param name="Listens">Where it listens.</param>
/// <param name="Socket">The socket's path; null when there is none.</param>
/// <param name="DataDirectory">Where it keeps its files.</param>
/// <param name="ProcessId">The process.</param>
/// <param name="Runtime">What runs it.</param>
/// <param name="Platform">What that runs on.</param>
/// <param name="Cores">The cores that it may use.</param>
/// <param name="CpuMs">The processor time that it has used.</param>
/// <param name="WorkingSetBytes">Its memory.</param>
/// <param name="HeapBytes">What of it is the managed heap's.</param>
/// <param name="MemoryLimitBytes">The most that it may have.</param>
/// <param name="Threads">Threads of its pool.</param>
sealed record InfoView(
    string Node, string Version, DateTimeOffset StartedAt, double UptimeMs, bool IsStopping, int OpenCalls, IReadOnlyList<string> Listens, string? Socket, string DataDirectory,
    int ProcessId, string Runtime, string Platform, int Cores, double CpuMs, long WorkingSetBytes, long HeapBytes, long MemoryLimitBytes, int Threads);
