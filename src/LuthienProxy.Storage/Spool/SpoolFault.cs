namespace LuthienProxy.Storage.Spool;

/// <summary>Why the spool does not take events.</summary>
enum SpoolFault
{
    /// <summary>It has reached its size.</summary>
    Full,

    /// <summary>Its disk is full, or fails.</summary>
    Unwritable,
}
