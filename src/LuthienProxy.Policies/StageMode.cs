namespace LuthienProxy.Policies;

/// <summary>What a policy's stage may do to the traffic.</summary>
public enum StageMode
{
    /// <summary>Its output is what goes on.</summary>
    Enforce,

    /// <summary>It sees the same and decides the same, but its output only goes on record.</summary>
    Shadow,
}
