namespace LuthienProxy.Protocol.Conversation;

/// <summary>The kinds of errors a client can be told (protocols.md, table 6.4).</summary>
public enum ErrorKind
{
    /// <summary>400: the request cannot be understood or is not allowed.</summary>
    InvalidRequest,

    /// <summary>401: no credential, or a wrong one.</summary>
    Authentication,

    /// <summary>403: the credential does not allow this.</summary>
    Permission,

    /// <summary>404: no such path or model.</summary>
    NotFound,

    /// <summary>413: the body is over the limit.</summary>
    TooLarge,

    /// <summary>429: too many requests.</summary>
    RateLimited,

    /// <summary>502: the upstream could not be reached, broke off, or sent what cannot be understood.</summary>
    Upstream,

    /// <summary>503: the gateway or its upstream cannot take the call now.</summary>
    Unavailable,

    /// <summary>504: the upstream was silent for longer than a timeout allows.</summary>
    Timeout,

    /// <summary>500: a fault of the gateway's own.</summary>
    Internal,

    /// <summary>529 for Anthropic clients, 503 for OpenAI's: the provider is overloaded.</summary>
    Overloaded,

    /// <summary>The answer was stopped by policy; terminal for the client, not to be retried.</summary>
    Blocked,
}
