using LuthienProxy.Host.Auth;
using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Routing;

/// <summary>
/// Chooses the upstreams of a call: the first route whose provider and model pattern match. A call about no model in particular (a list)
/// goes to the provider's first route. Thread-safe.
/// </summary>
sealed class Router(IReadOnlyList<Route> routes)
{
    /// <exception cref="RequestRejectedException">No route matches, or the caller may not use the upstream.</exception>
    public IReadOnlyList<UpstreamTarget> Resolve(Provider provider, string model, Caller caller)
    {
        foreach (var route in routes)
        {
            if (route.Provider == provider && (model.Length == 0 ? route.Model != SimulatorUpstream.Models : ModelPattern.Matches(route.Model, model)))
                return [.. route.Upstreams.Select(upstream => new UpstreamTarget(upstream, Gatekeeper.For(caller, upstream.Options)))];
        }
        throw new RequestRejectedException(new GatewayError(ErrorKind.NotFound, $"No route of this gateway leads to the model '{ModelText.Shown(model)}'.") { Code = "model_not_found", Param = "model" });
    }
}
