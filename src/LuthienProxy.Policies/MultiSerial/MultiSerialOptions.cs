using System.Collections.Immutable;
using System.ComponentModel;

namespace LuthienProxy.Policies.MultiSerial;

/// <summary>The policies of a <see cref="MultiSerialPolicy"/>.</summary>
public sealed record MultiSerialOptions
{
    /// <summary>The policies in order.</summary>
    [Description("The policies in order.")]
    public required ImmutableArray<PolicyBinding> Policies { get; init; }
}
