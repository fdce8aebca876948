namespace LuthienProxy.Pipeline.Upstreams;

/// <summary>Carries an <see cref="UpstreamFailure"/> through a stream graph or a task.</summary>
public sealed class UpstreamException : PipelineException
{
    /// <summary>Carries the given failure.</summary>
    public UpstreamException(UpstreamFailure failure)
        : base(failure.Error.Message, failure.Cause) => Failure = failure;

    /// <summary>What happened.</summary>
    public UpstreamFailure Failure { get; }
}
