using LuthienProxy.Host.Logging;

namespace LuthienProxy.Host.OpenApi;

/// <summary>Looks at the routes when the gateway starts: they stand in the log, with a warning for one that is mapped twice or that nobody has described.</summary>
static class RouteCheck
{
    public static void Run(IEndpointRouteBuilder app, ILogger log)
    {
        using var endpoints = new CompositeEndpointDataSource(app.DataSources);
        var routes = ApiDocument.RoutesOf(endpoints).GroupBy(route => (route.Method, route.Path)).OrderBy(route => route.Key.Path, StringComparer.Ordinal).ToList();
        HostLog.RoutesMounted(log, routes.Count);
        foreach (var route in routes)
            if (route.ToList() is [{ Operation: { } operation }])
                HostLog.RouteMounted(log, route.Key.Method, route.Key.Path, operation.Id);
            else
                HostLog.RouteUnclear(log, route.Key.Method, route.Key.Path);
    }
}
