using System.Text.Json;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>One version of an instance as the API shows it.</summary>
/// <param name="Name">The instance's name.</param>
/// <param name="Version">Which of its versions.</param>
/// <param name="Description">What it is for; null when nobody has said.</param>
/// <param name="Policies">The stages, the first sees the traffic first.</param>
/// <param name="IsActive">Whether the database says that it is active.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it.</param>
sealed record PolicyView(string Name, int Version, string? Description, IReadOnlyList<PolicyReference> Policies, bool IsActive, DateTimeOffset CreatedAt, string CreatedBy)
{
    public static PolicyView Of(PolicyConfig stored) =>
        new(stored.Version.Name, stored.Version.Version, stored.Description, PoliciesOf(stored), stored.IsActive, stored.CreatedAt, stored.CreatedBy);

    static IReadOnlyList<PolicyReference> PoliciesOf(PolicyConfig stored)
    {
        try
        {
            return StoredPolicies.Policies(stored);
        }
        catch (JsonException)
        {
            // Whatever somebody wrote into the table: shown as it stands there.
            return [new PolicyReference { Policy = stored.Class, Config = stored.Configuration }];
        }
    }
}
