using LuthienProxy.Fixtures.Gateway;

namespace LuthienProxy.EndToEnd.Tests.Journal;

/// <summary>Waits for what the gateway logs about its journal.</summary>
static class LogLines
{
    /// <summary>Events go to the spool from now on.</summary>
    public const int Spooling = 4005;

    /// <summary>Everything that was spooled is in the database.</summary>
    public const int CaughtUp = 4006;

    /// <summary>A process before left something on the spool.</summary>
    public const int SpoolFound = 4007;

    /// <summary>The journal has become unhealthy, and says why: from then on the readiness probe answers 503.</summary>
    public const int Unhealthy = 4002;

    /// <summary>The journal is flushed, and counts what it has committed, spooled and dropped.</summary>
    public const int Flushed = 4013;

    /// <summary>The first line with this id; waits for it.</summary>
    public static Task<string> LineAsync(this GatewayProcess gateway, int id) =>
        gateway.Output.LineAsync(line => line.Contains($"\"EventId\":{{\"Id\":{id}", StringComparison.Ordinal));
}
