using LuthienProxy.Pipeline.Upstreams;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Routing;

/// <summary>One way from a model to upstreams.</summary>
/// <param name="Provider">Whose paths it serves.</param>
/// <param name="Model">The pattern; <c>*</c> stands for any run of characters.</param>
/// <param name="Upstreams">The upstreams in order; the further ones for failover.</param>
sealed record Route(Provider Provider, string Model, IReadOnlyList<Upstream> Upstreams);
