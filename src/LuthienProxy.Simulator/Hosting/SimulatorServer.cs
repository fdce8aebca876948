using System.Net;
using LuthienProxy.Simulator.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LuthienProxy.Simulator;

/// <summary>A simulated provider on a loopback port of its own.</summary>
/// <remarks>Disposing aborts the calls that are still open.</remarks>
public sealed class SimulatorServer : IAsyncDisposable
{
    readonly WebApplication _application;

    SimulatorServer(WebApplication application, Uri address)
    {
        _application = application;
        Address = address;
    }

    /// <summary>The base address, <c>http://127.0.0.1:port/</c>.</summary>
    public Uri Address { get; }

    /// <summary>Serves the provider on <paramref name="port"/>, 0 for a free one. Fails if the port is taken.</summary>
    public static async Task<SimulatorServer> StartAsync(SimulatedProvider provider, int port = 0, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null; // slow readers are what some tests are about
        });
        if (!provider.Options.BufferWrites)
            builder.WebHost.UseSockets(sockets => sockets.MaxWriteBufferSize = 1); // a flush returns when the kernel has the bytes
        builder.Services.AddSingleton<IHostLifetime, GuestLifetime>();
        // Stalled calls never end by themselves.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var application = builder.Build();
        application.MapSimulator("", provider);
        await application.StartAsync(cancellation);
        var addresses = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        return new SimulatorServer(application, new Uri(addresses.Addresses.Single()));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await _application.StopAsync(new CancellationToken(canceled: true));
        }
        catch (OperationCanceledException)
        {
            // Asked for: do not wait for open calls.
        }

        await _application.DisposeAsync();
    }
}
