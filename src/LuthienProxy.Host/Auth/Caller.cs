using LuthienProxy.Pipeline.Upstreams;

namespace LuthienProxy.Host.Auth;

/// <summary>Who calls, read off the credential. A closed choice.</summary>
abstract record Caller
{
    Caller()
    {
    }

    /// <summary>Presented the proxy's key: upstreams get the server's keys.</summary>
    public sealed record OfProxy : Caller;

    /// <summary>Presented a credential of its own, which goes upstream as it came.</summary>
    public sealed record WithOwn(Credential Credential) : Caller;

    /// <summary>Presented nothing: may only talk to the simulator.</summary>
    public sealed record Nobody : Caller;
}
