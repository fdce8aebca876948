namespace LuthienProxy.Protocol.Wire;

/// <summary>The base of what this floor throws.</summary>
public abstract class ProtocolException : Exception
{
    /// <summary>States what was wrong, without quoting content.</summary>
    protected ProtocolException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
