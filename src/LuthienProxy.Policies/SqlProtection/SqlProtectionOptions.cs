using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>What <see cref="SqlProtectionPolicy"/> stops.</summary>
public sealed record SqlProtectionOptions
{
    /// <summary>Statements that are let through although a rule would stop them, by their first words: <c>DROP INDEX</c>, <c>TRUNCATE</c>.</summary>
    [Description("Statements that are let through although a rule would stop them, by their first words: DROP INDEX, TRUNCATE.")]
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>Whether only statements that read are let through.</summary>
    [Description("Whether only statements that read are let through.")]
    public bool ReadOnly { get; init; }

    /// <summary>What the explanation shows of a blocked call.</summary>
    [Description("What the explanation shows of a blocked call: Content or ReasonOnly.")]
    public ExplanationDetail Explanation { get; init; }
}
