namespace LuthienProxy.Pipeline;

/// <summary>The base of what this floor throws.</summary>
public abstract class PipelineException : Exception
{
    /// <summary>States what went wrong, without content or credentials.</summary>
    protected PipelineException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
