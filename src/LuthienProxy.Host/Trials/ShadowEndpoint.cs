using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.Journal;
using LuthienProxy.Host.OpenApi;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Host.Trials;

/// <summary><c>GET /api/policy/shadow</c>: what policies that only look on would have done.</summary>
sealed class ShadowEndpoint(AdminRoutes admin, IJournalQueries queries, TimeProvider time)
{
    const string Since = "since";

    /// <summary>How far it looks back when nobody says.</summary>
    static readonly TimeSpan Usual = TimeSpan.FromDays(1);

    static readonly Operation Described = new Operation("getShadow", "Policies", "What policies that only look on would have done.")
        .Takes(OperationParameter.Time(Since, "Of calls opened at this time or later; a day ago when nobody says.")).Answers(ApiJson.Readable.ShadowSummary).Fails(Answers.Failures);

    public void Map(IEndpointRouteBuilder routes) => admin.MapGet(routes, "/api/policy/shadow", ShadowAsync, Described);

    Task ShadowAsync(HttpContext http)
    {
        var since = new Parameters(http.Request, Since).Time(Since) ?? time.GetUtcNow() - Usual;
        return Answers.WriteAsync(http, queries.GetShadowAsync(since, http.RequestAborted), ApiJson.Readable.ShadowSummary);
    }
}
