using System.Globalization;

namespace LuthienProxy.Storage.Nodes;

/// <summary>Names gateway processes: each process has another name, also one that starts again on the same host with the same process id.</summary>
public static class NodeName
{
    const int MostOfAHost = 64;

    /// <summary>The name of this process, if it started now: host, process id and time.</summary>
    public static string New(TimeProvider time) => Of(Environment.MachineName, Environment.ProcessId, time.GetUtcNow());

    internal static string Of(string host, int process, DateTimeOffset start) =>
        string.Create(CultureInfo.InvariantCulture, $"{host[..Math.Min(host.Length, MostOfAHost)]}-{process}-{start.UtcDateTime:yyyyMMdd'T'HHmmss.ffffff}");
}
