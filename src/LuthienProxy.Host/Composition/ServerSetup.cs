using System.Net;
using LuthienProxy.Host.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace LuthienProxy.Host.Composition;

/// <summary>The HTTP server, set for calls that last for minutes and clients that read slowly.</summary>
static class ServerSetup
{
    /// <summary>Agents describe their turn in headers of many kilobytes; the server's default of 32 KiB is too little.</summary>
    const int MaxHeaderBytes = 256 * 1024;

    public static void Configure(KestrelServerOptions kestrel, GatewaySettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestHeadersTotalSize = MaxHeaderBytes;
        // Bodies are limited where they are read, so that the refusal has the client's own form.
        kestrel.Limits.MaxRequestBodySize = null;
        // A slow peer is no reason to cut a call: the stall timeout is.
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.Limits.MinResponseDataRate = null;
        if (settings.Server.Host is "localhost")
            kestrel.ListenLocalhost(settings.Server.Port);
        else if (settings.Server.Host is "*" or "+" or "")
            kestrel.ListenAnyIP(settings.Server.Port);
        else
            kestrel.Listen(IPAddress.Parse(settings.Server.Host), settings.Server.Port);
        if (AdminSocket.PathOf(settings) is { } socket && AdminSocket.Objection(settings) is null)
            kestrel.ListenUnixSocket(socket);
    }
}
