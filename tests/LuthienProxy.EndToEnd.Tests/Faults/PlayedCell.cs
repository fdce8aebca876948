using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Simulator;

namespace LuthienProxy.EndToEnd.Tests.Faults;

/// <summary>One cell of the matrix, played.</summary>
sealed record PlayedCell(FaultDescription Fault, SimulatorApi Api, bool Streaming)
{
    /// <summary>What the client of the gateway was sent.</summary>
    public required HeardAnswer Heard { get; init; }

    /// <summary>What the provider had to say.</summary>
    public required HeardAnswer Said { get; init; }

    /// <summary>Calls that reached the provider.</summary>
    public required int UpstreamCalls { get; init; }

    /// <summary>Lines of the gateway's log that tell how the call ended.</summary>
    public required IReadOnlyList<string> LogLines { get; init; }
}
