namespace LuthienProxy.Host.OpenApi;

/// <summary>Ties what is told of a route to it.</summary>
static class OperationMapping
{
    /// <summary>Describes a route that is not one of the admin API's.</summary>
    public static T Described<T>(this T route, Operation operation)
        where T : IEndpointConventionBuilder =>
        route.WithMetadata(operation);
}
