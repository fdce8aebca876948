using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Policies;

/// <summary>An instance in <c>policy_config</c> as the drivers give it.</summary>
sealed record PolicyInstanceRow
{
    public string Name { get; init; } = "";

    public string Class { get; init; } = "";

    public string? Description { get; init; }

    public int NewestVersion { get; init; }

    public int? ActiveVersion { get; init; }

    public int Versions { get; init; }

    public object CreatedAt { get; init; } = 0L;

    public string CreatedBy { get; init; } = "";

    public PolicyInstanceEntry ToEntry() => new()
    {
        Name = Name,
        Class = Class,
        Description = Description,
        NewestVersion = NewestVersion,
        ActiveVersion = ActiveVersion,
        Versions = Versions,
        CreatedAt = StoredValue.Time(CreatedAt),
        CreatedBy = CreatedBy,
    };
}
