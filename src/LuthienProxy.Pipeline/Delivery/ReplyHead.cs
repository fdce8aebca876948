namespace LuthienProxy.Pipeline.Delivery;

/// <summary>The head of the reply to a client.</summary>
/// <param name="Status">The HTTP status code.</param>
/// <param name="ContentType">The value of <c>Content-Type</c>; null for none.</param>
/// <param name="Headers">Further headers, the upstream's that come back among them.</param>
/// <param name="ContentLength">The body's length where it is known.</param>
public sealed record ReplyHead(int Status, string? ContentType, IReadOnlyList<KeyValuePair<string, string>> Headers, long? ContentLength = null)
{
    /// <summary>The header that names the gateway's transaction to the client.</summary>
    public const string TransactionId = "X-Luthien-Transaction-Id";

    /// <summary>Whether an event stream follows.</summary>
    public bool IsStream => ContentType == MediaTypes.EventStream;
}
