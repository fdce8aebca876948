using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;

namespace LuthienProxy.Host.Policies;

/// <summary>The paths below <c>/admin/policy</c> that only look.</summary>
sealed class PolicyReadings(AdminRoutes admin, ChainInUse inUse)
{
    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(routes, "/admin/policy/current", CurrentAsync);

    Task CurrentAsync(HttpContext http)
    {
        _ = new Parameters(http.Request);
        return Answers.WriteAsync(http, CurrentPolicy.Of(inUse.State), PolicyJson.Strict.CurrentPolicy);
    }
}
