using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>What <see cref="RegexRedactionPolicy"/> removes, and where.</summary>
public sealed record RegexRedactionOptions
{
    /// <summary>The built-in sets; all by default.</summary>
    [Description("The built-in sets: Pii, Keys, Tokens, or All.")]
    public RedactionSet Sets { get; init; } = RedactionSet.All;

    /// <summary>Patterns of one's own, tried before the sets.</summary>
    [Description("Patterns of one's own, tried before the sets.")]
    public ImmutableArray<OwnPattern> Patterns { get; init; } = [];

    /// <summary>What stands in place of a match; <c>{name}</c> is what was found.</summary>
    [Description("What stands in place of a match; {name} is what was found.")]
    public string Replacement { get; init; } = "[redacted {name}]";

    /// <summary>Which way; both by default.</summary>
    [Description("Request, Response or Both.")]
    public PolicyDirection Direction { get; init; } = PolicyDirection.Both;

    /// <summary>Which texts of an answer; all by default.</summary>
    [Description("Which texts of an answer: Text, Refusal, ToolArguments.")]
    public TextTargets Targets { get; init; } = TextTargets.All;
}
