using LuthienProxy.LoadTest.Stamps;
using LuthienProxy.Simulator;

namespace LuthienProxy.LoadTest.Targets;

/// <summary>The provider behind the target: in this process, or in one of its own.</summary>
sealed class Upstream : IAsyncDisposable
{
    readonly SimulatorServer? _server;
    readonly StartedProgram? _program;

    Upstream(SimulatorServer? server, StartedProgram? program) => (_server, _program) = (server, program);

    /// <summary>Where it listens.</summary>
    public Uri Address => _server?.Address ?? _program!.Address;

    /// <summary>Serves it on a port; 0 for a free one.</summary>
    /// <exception cref="LoadException">The port is taken.</exception>
    public static async Task<Upstream> StartAsync(int port, bool inOwnProcess, TimeProvider time, CancellationToken cancellation)
    {
        if (inOwnProcess)
            return new(null, await Programs.UpstreamAsync(port, cancellation));
        try
        {
            return new(await SimulatorServer.StartAsync(StampedUpstream.Provider(time), port, cancellation), null);
        }
        catch (IOException cause)
        {
            throw new LoadException(ExitStatus.Unreachable, $"The upstream cannot listen on port {port}: {cause.Message}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        if (_program is not null)
            await _program.DisposeAsync();
    }
}
