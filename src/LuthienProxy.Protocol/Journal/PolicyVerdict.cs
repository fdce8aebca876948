namespace LuthienProxy.Protocol.Journal;

/// <summary>What a policy decided.</summary>
public enum PolicyVerdict
{
    /// <summary>Go on unchanged.</summary>
    Forward,

    /// <summary>Go on changed.</summary>
    Replace,

    /// <summary>Stop, and tell the client why.</summary>
    Block,

    /// <summary>Leave out.</summary>
    Drop,

    /// <summary>The policy failed; what its declaration says for that case was done.</summary>
    Error,
}
