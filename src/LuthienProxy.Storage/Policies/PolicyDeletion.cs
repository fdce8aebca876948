namespace LuthienProxy.Storage.Policies;

/// <summary>What came of deleting.</summary>
public enum PolicyDeletion
{
    /// <summary>It is gone; the history tells of it.</summary>
    Deleted,

    /// <summary>There is none such.</summary>
    NotFound,

    /// <summary>It, or a version of it, is active: nothing has changed.</summary>
    IsActive,
}
