namespace LuthienProxy.Policies.Blocks;

/// <summary>What a block policy may decide besides forwarding: checked against the kinds of blocks it sees when it is loaded.</summary>
[Flags]
public enum BlockActions
{
    /// <summary>It only looks on.</summary>
    None = 0,

    /// <summary>It may replace.</summary>
    Replace = 1,

    /// <summary>It may block.</summary>
    Block = 2,

    /// <summary>It may drop.</summary>
    Drop = 4,

    /// <summary>All of these.</summary>
    All = Replace | Block | Drop,
}
