namespace LuthienProxy.Storage.Nodes;

/// <summary>What a node says of itself with each heartbeat. Immutable.</summary>
public sealed record NodeReport
{
    /// <summary>The release that it runs; null for one of before nodes said so.</summary>
    public string? Version { get; init; }

    /// <summary>Whether it takes no more calls and waits for those that run.</summary>
    public bool IsStopping { get; init; }

    /// <summary>Calls that run.</summary>
    public int OpenCalls { get; init; }

    /// <summary>The name of the policies that new calls get; null where they have none.</summary>
    public string? PolicyName { get; init; }

    /// <summary>Their version, 0 where there are none; null while no policies are in use.</summary>
    public int? PolicyVersion { get; init; }
}
