namespace LuthienProxy.Pipeline.Delivery;

/// <summary>The client's transport takes nothing more: it has left.</summary>
public sealed class ClientGoneException : PipelineException
{
    /// <summary>The client has left.</summary>
    public ClientGoneException()
        : base("The client has left.")
    {
    }
}
