namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>How two sides compare.</summary>
public enum ChangeKind
{
    /// <summary>Both are equal.</summary>
    Same,

    /// <summary>Both are there and differ.</summary>
    Changed,

    /// <summary>Only the side after the policies has it.</summary>
    Added,

    /// <summary>Only the side before the policies has it.</summary>
    Removed,
}
