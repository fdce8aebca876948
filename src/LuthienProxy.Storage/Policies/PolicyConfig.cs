using System.Text.Json;

namespace LuthienProxy.Storage.Policies;

/// <summary>One version of a named instance of a policy, as it is stored. All but <see cref="IsActive"/> never changes.</summary>
public sealed record PolicyConfig
{
    /// <summary>Which it is.</summary>
    public required PolicyVersion Version { get; init; }

    /// <summary>The policy's class, as its catalog named it.</summary>
    public required string Class { get; init; }

    /// <summary>Its settings. The same JSON that was given, though maybe not the same text: a server may order and space it otherwise.</summary>
    public required JsonElement Configuration { get; init; }

    /// <summary>What it is for; null when nobody has said.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it was the active one when it was read.</summary>
    public required bool IsActive { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }
}
