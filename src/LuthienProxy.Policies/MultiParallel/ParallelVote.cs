namespace LuthienProxy.Policies.MultiParallel;

/// <summary>How policies that decide together come to one verdict.</summary>
public enum ParallelVote
{
    /// <summary>One that blocks is enough. The default.</summary>
    AnyBlocks,

    /// <summary>More than half of those that see the block must block it; a tie blocks too.</summary>
    Majority,
}
