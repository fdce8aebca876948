namespace LuthienProxy.Host.OpenApi;

/// <summary>Who may ask a route.</summary>
enum Access
{
    /// <summary>Whoever has the admin key, or is signed in with it.</summary>
    Administrator,

    /// <summary>Whoever is signed in.</summary>
    SignedIn,

    /// <summary>Whoever has a credential of a client.</summary>
    Client,

    /// <summary>Anybody.</summary>
    Anybody,
}
