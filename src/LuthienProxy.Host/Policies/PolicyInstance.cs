using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Policies;

/// <summary>What somebody configured as one thing that can be active: policies in order. Immutable.</summary>
/// <param name="Name">Its name; null where it has none, and for <see cref="None"/>.</param>
/// <param name="Version">Its version; 0 where there are none, as in a file.</param>
/// <param name="Policies">The stages, the first sees the traffic first.</param>
sealed record PolicyInstance(string? Name, int Version, IReadOnlyList<PolicyReference> Policies)
{
    /// <summary>No policy: everything passes.</summary>
    public static PolicyInstance None { get; } = new(null, 0, []);

    /// <summary>How people and logs name it.</summary>
    public override string ToString() => (Name, Version, Policies.Count) switch
    {
        (null, _, 0) => "no policy",
        (null, _, _) => string.Join(", ", Policies.Select(policy => policy.Policy)),
        (_, 0, _) => Name,
        _ => $"{Name} version {Version}",
    };
}
