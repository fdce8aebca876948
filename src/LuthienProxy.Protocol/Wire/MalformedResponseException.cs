namespace LuthienProxy.Protocol.Wire;

/// <summary>An upstream sent what is not an answer of its wire format.</summary>
public sealed class MalformedResponseException : ProtocolException
{
    /// <summary>States what was wrong, without quoting content.</summary>
    public MalformedResponseException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
