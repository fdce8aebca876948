using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace LuthienProxy.Policies.Tests.Catalog;

/// <summary>What authors of plugins get wrong: each of these classes can be found and none can be used.</summary>
public static class BrokenPolicies
{
    [Policy("NotOne", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public sealed class NotDerived;

    [Policy("Abstract", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public abstract class Abstract : Policy;

    [Policy("Hidden", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    internal sealed class Hidden : Policy;

    [Policy("Generic", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public sealed class Generic<T> : Policy
    {
        public T? Value { get; init; }
    }

    [Policy("TwoSettings", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public sealed class TwoSettings(string one, string other) : Policy
    {
        public string Both => one + other;
    }

    [Policy("BadExample", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{ no JSON")]
    public sealed class BadExample : Policy;

    /// <summary>Can be described, and not made.</summary>
    [Policy("ThrowsWhenMade", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public sealed class ThrowsWhenMade : Policy
    {
        public ThrowsWhenMade() => throw new InvalidOperationException("secret");
    }

    /// <summary>Can be described, and not configured.</summary>
    [Policy("ThrowsWhenRead", Category = "Plugin", Description = "A stranger.", UseCase = "None at all.", Example = "{}")]
    public sealed class ThrowsWhenRead(ThrowingOptions options) : Policy
    {
        public ThrowingOptions Options => options;
    }

    public sealed record ThrowingOptions
    {
        public int Value { get => 0; init => throw new InvalidOperationException("secret"); }

        [JsonIgnore]
        public ImmutableArray<string> Unused { get; init; } = [];
    }
}
