using System.Text.Json;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Policies;

/// <summary>A row of <c>policy_config</c> as the drivers give it.</summary>
sealed record PolicyRow
{
    public string Name { get; init; } = "";

    public int Version { get; init; }

    public string Class { get; init; } = "";

    public string Configuration { get; init; } = "";

    public string? Description { get; init; }

    public bool IsActive { get; init; }

    public object CreatedAt { get; init; } = 0L;

    public string CreatedBy { get; init; } = "";

    public PolicyConfig ToConfig() => new()
    {
        Version = new PolicyVersion(Name, Version),
        Class = Class,
        Configuration = JsonElement.Parse(Configuration),
        Description = Description,
        IsActive = IsActive,
        CreatedAt = StoredValue.Time(CreatedAt),
        CreatedBy = CreatedBy,
    };
}
