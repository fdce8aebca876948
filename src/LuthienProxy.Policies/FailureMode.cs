namespace LuthienProxy.Policies;

/// <summary>What happens where a policy cannot decide: it threw, took too long, or met a limit.</summary>
public enum FailureMode
{
    /// <summary>Nothing passes that was not let through: the block, or the answer, is blocked. The default.</summary>
    Closed,

    /// <summary>It passes as if the policy were not there, and the failure is on record.</summary>
    Open,
}
