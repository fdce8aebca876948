using System.Collections.Immutable;
using System.ComponentModel;

namespace LuthienProxy.Policies.Conditional;

/// <summary>The policies of a <see cref="ConditionalPolicy"/>, and where they apply.</summary>
public sealed record ConditionalOptions
{
    /// <summary>The calls to which the policies apply; all of them where it is left out.</summary>
    [Description("The calls to which the policies apply; all of them where it is left out.")]
    public CallCondition? When { get; init; }

    /// <summary>The calls to which they do not apply nevertheless.</summary>
    [Description("The calls to which they do not apply nevertheless.")]
    public CallCondition? Unless { get; init; }

    /// <summary>The policies in order.</summary>
    [Description("The policies in order.")]
    public required ImmutableArray<PolicyBinding> Policies { get; init; }
}
