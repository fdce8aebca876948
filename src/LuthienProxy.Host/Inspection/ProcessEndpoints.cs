using System.Runtime.InteropServices;
using Luthien.Actors;
using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Composition;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Host.Policies;
using LuthienProxy.Host.Settings;
using LuthienProxy.Pipeline.Recording;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LuthienProxy.Host.Inspection;

/// <summary><c>/api/system/info</c> and <c>/api/system/manifest</c>: what this process is, and what it can be asked for.</summary>
sealed class ProcessEndpoints(
    AdminRoutes admin, ActorSystem system, ChainInUse policies, RecordingOptions recording, GatewaySettings settings, EndpointDataSource endpoints, IServer server, TimeProvider time)
{
    const int ApiVersion = 1;

    readonly DateTimeOffset _startedAt = time.GetUtcNow();
    readonly long _began = time.GetTimestamp();

    readonly Lazy<ManifestView> _manifest = new(() => new(ThisNode.Version, ApiVersion,
    [
        .. ApiDocument.RoutesOf(endpoints).Where(route => route is { Operation: not null, Method: not "HEAD" })
            .Select(route => new ManifestOperation(route.Operation!.Id, route.Method, route.Path, route.Operation.IsChange)).OrderBy(operation => operation.Id, StringComparer.Ordinal),
    ]));

    public void Map(IEndpointRouteBuilder routes)
    {
        admin.MapGet(routes, "/api/system/info", InfoAsync, new Operation("getInfo", "System", "What this process is, and what it uses.").Answers(ApiJson.Readable.InfoView));
        admin.MapGet(routes, "/api/system/manifest", ManifestAsync, new Operation("getManifest", "System", "What this gateway can be asked for, for clients of other releases.").Answers(ApiJson.Readable.ManifestView));
    }

    Task InfoAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        var report = ThisNode.Report(system, policies.State);
        var view = new InfoView(
            recording.Node, ThisNode.Version, _startedAt, time.GetElapsedTime(_began).TotalMilliseconds, report.IsStopping, report.OpenCalls,
            [.. server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []], AdminSocket.Objection(settings) is null ? AdminSocket.PathOf(settings) : null, Path.GetFullPath(settings.DataDirectory),
            Environment.ProcessId, RuntimeInformation.FrameworkDescription, RuntimeInformation.OSDescription, Environment.ProcessorCount, Environment.CpuUsage.TotalTime.TotalMilliseconds,
            Environment.WorkingSet, GC.GetTotalMemory(forceFullCollection: false), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, ThreadPool.ThreadCount);
        return Answers.WriteAsync(http, view, ApiJson.Readable.InfoView);
    }

    Task ManifestAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, _manifest.Value, ApiJson.Readable.ManifestView);
    }
}
