namespace LuthienProxy.Storage.Nodes;

/// <summary>How nodes know of each other. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>journal</c>.</summary>
public sealed record NodeOptions
{
    /// <summary>This process: the name that its recorders write.</summary>
    public required string Node { get; init; }

    /// <summary>The process that used this node's data directory before, known to be dead since the directory is ours; null when there was none.</summary>
    public string? Predecessor { get; init; }

    /// <summary>How often a node says that it lives, and looks after the others.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A node that has not said so for this long is dead. By the database's clock.</summary>
    public TimeSpan LapseAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many transactions of dead nodes are ended in one commit.</summary>
    public int RecoveryBatch { get; init; } = 200;
}
