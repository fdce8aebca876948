namespace LuthienProxy.Storage.Policies;

/// <summary>What somebody did to the configured policies.</summary>
public enum PolicyAction
{
    /// <summary>Made a version of an instance.</summary>
    Create,

    /// <summary>Made a version the active one.</summary>
    Activate,

    /// <summary>Made the version active that was so before.</summary>
    Rollback,

    /// <summary>Deleted a version.</summary>
    Delete,

    /// <summary>Made none active. On record it is an activation of nothing.</summary>
    Deactivate,
}
