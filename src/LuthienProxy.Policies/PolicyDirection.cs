namespace LuthienProxy.Policies;

/// <summary>Which way the words go that a policy cares for.</summary>
[Flags]
public enum PolicyDirection
{
    /// <summary>Neither way.</summary>
    None = 0,

    /// <summary>What the client sends.</summary>
    Request = 1,

    /// <summary>What the model answers.</summary>
    Response = 2,

    /// <summary>Both.</summary>
    Both = Request | Response,
}
