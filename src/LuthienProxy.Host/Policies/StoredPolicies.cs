using System.Text.Json;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Catalog;
using LuthienProxy.Policies.MultiSerial;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// How an instance stands in the database: one policy as its class and configuration; several, or one with a mode or a failure mode of its own, as the list of a
/// <c>MultiSerial</c>, whose members are then the stages of the chain.
/// </summary>
static class StoredPolicies
{
    const string List = "MultiSerial";

    static readonly JsonElement Empty = JsonElement.Parse("{}");

    /// <summary>The class and configuration to store.</summary>
    public static (string Class, JsonElement Configuration) Of(IReadOnlyList<PolicyReference> policies)
    {
        var whole = policies.Select(WithConfig).ToArray();
        if (whole is [{ Name: null, Mode: StageMode.Enforce, OnFailure: null } only])
            return (only.Policy, only.Config);
        var list = JsonSerializer.SerializeToElement(whole, PolicyJson.Strict.PolicyReferenceArray);
        return (List, JsonElement.Parse($$"""{"policies":{{list.GetRawText()}}}"""));
    }

    /// <summary>What is stored, as a source tells it.</summary>
    /// <exception cref="JsonException">The stored list is none.</exception>
    public static PolicyInstance Instance(PolicyConfig stored) => new(stored.Version.Name, stored.Version.Version, Policies(stored));

    /// <summary>The stages of a stored instance.</summary>
    /// <exception cref="JsonException">The stored list is none.</exception>
    public static IReadOnlyList<PolicyReference> Policies(PolicyConfig stored) =>
        IsList(stored.Class) ? Members(stored.Configuration) : [new PolicyReference { Policy = stored.Class, Config = stored.Configuration }];

    /// <summary>The stages of what somebody configures: a list that stands alone is taken for its members.</summary>
    /// <exception cref="JsonException">The list is none.</exception>
    public static IReadOnlyList<PolicyReference> Flat(IReadOnlyList<PolicyReference> policies) =>
        policies is [{ Name: null, Mode: StageMode.Enforce, OnFailure: null } only] && IsList(only.Policy) ? Members(only.Config) : policies;

    /// <summary>The same with a configuration, also where none was given.</summary>
    public static PolicyReference WithConfig(PolicyReference policy) =>
        policy.Config.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null ? policy with { Config = Empty } : policy;

    static bool IsList(string type) => type.Equals(List, StringComparison.OrdinalIgnoreCase) || type == typeof(MultiSerialPolicy).FullName;

    static PolicyReference[] Members(JsonElement configuration)
    {
        if (configuration.ValueKind != JsonValueKind.Object || configuration.EnumerateObject().ToList() is not [{ Name: "policies" } list])
            throw new JsonException("It needs one setting, a list of policies.", "$.policies", null, null);
        return [.. (list.Value.Deserialize(PolicyJson.Strict.PolicyReferenceArray) ?? throw new JsonException("A list of policies must be given.", "$.policies", null, null)).Select(WithConfig)];
    }
}
