using LuthienProxy.Host.AdminApi;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.Auth;

/// <summary>Who asks the admin API. A closed choice.</summary>
abstract record AdminCaller
{
    AdminCaller()
    {
    }

    /// <summary>Presented the key.</summary>
    public sealed record WithKey : AdminCaller;

    /// <summary>A page of somebody who is signed in.</summary>
    public sealed record WithSession(Ticket Ticket) : AdminCaller;

    /// <summary>Nobody who may, and why.</summary>
    public sealed record Refused(Problem Problem) : AdminCaller;
}
