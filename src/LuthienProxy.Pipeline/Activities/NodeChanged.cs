namespace LuthienProxy.Pipeline.Activities;

/// <summary>A process began or began to stop.</summary>
public sealed record NodeChanged : ActivityEvent
{
    /// <inheritdoc/>
    public override string Type => IsStopping ? "node.stopping" : "node.started";

    /// <summary>Whether it stops.</summary>
    public required bool IsStopping { get; init; }
}
