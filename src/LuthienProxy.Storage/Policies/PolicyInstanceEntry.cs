namespace LuthienProxy.Storage.Policies;

/// <summary>A named instance as lists show it: its newest version, and which of its versions is active.</summary>
public sealed record PolicyInstanceEntry
{
    /// <summary>The instance's name.</summary>
    public required string Name { get; init; }

    /// <summary>The policy's class in the newest version.</summary>
    public required string Class { get; init; }

    /// <summary>What it is for, as the newest version says; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>The newest version's number.</summary>
    public required int NewestVersion { get; init; }

    /// <summary>The active version's number; null when none of its is active.</summary>
    public int? ActiveVersion { get; init; }

    /// <summary>How many versions there are.</summary>
    public required int Versions { get; init; }

    /// <summary>When the newest was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made the newest.</summary>
    public required string CreatedBy { get; init; }
}
