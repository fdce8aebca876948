namespace LuthienProxy.Protocol.Conversation;

/// <summary>
/// An error that a client is told, before it takes a wire format's form.
/// </summary>
/// <param name="Kind">What kind of error; decides the HTTP status and the format's error type.</param>
/// <param name="Message">One or two plain sentences for the person who reads them. Never holds credentials or content.</param>
public sealed record GatewayError(ErrorKind Kind, string Message)
{
    /// <summary>A machine-readable code (<c>model_not_found</c>, <c>upstream_timeout</c>, …); null lets the format choose.</summary>
    public string? Code { get; init; }

    /// <summary>The request field at fault, where there is one.</summary>
    public string? Param { get; init; }

    /// <summary>The gateway's transaction id, given to the client as the request id where the format has room for one.</summary>
    public string? TransactionId { get; init; }
}
