namespace LuthienProxy.Storage.Spool;

/// <summary>Where events go while the database does not take them. Defaults and their reasons stand in <c>hocon/luthien.conf</c> under <c>journal.spool</c>.</summary>
public sealed record SpoolOptions
{
    /// <summary>The directory of the spool's files. Made if it is not there, for its owner only.</summary>
    public required string Directory { get; init; }

    /// <summary>All files together; what would make them larger is dropped.</summary>
    public long MaxBytes { get; init; } = 1L << 30;

    /// <summary>A file that has reached this size is followed by a new one; a file is deleted when all of it is in the database.</summary>
    public int FileBytes { get; init; } = 16 << 20;
}
