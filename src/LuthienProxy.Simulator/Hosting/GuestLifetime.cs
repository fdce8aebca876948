using Microsoft.Extensions.Hosting;

namespace LuthienProxy.Simulator.Hosting;

/// <summary>A server that is a guest in its process: signals and console keys belong to the host.</summary>
sealed class GuestLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
