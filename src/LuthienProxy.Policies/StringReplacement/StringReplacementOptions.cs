using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.StringReplacement;

/// <summary>What <see cref="StringReplacementPolicy"/> replaces, and where.</summary>
public sealed record StringReplacementOptions
{
    /// <summary>What is replaced by what. Where several would match at one place, the first of the list does.</summary>
    [Description("What is replaced by what. Where several would match at one place, the first of the list does.")]
    public required ImmutableArray<ReplacementPair> Pairs { get; init; }

    /// <summary>Whether capitals do not matter, and the replacement takes on those of what it replaces: COLOUR → COLOR, Colour → Color.</summary>
    [Description("Whether capitals do not matter, and the replacement takes on those of what it replaces.")]
    public bool MatchCapitalisation { get; init; }

    /// <summary>Which way; answers by default.</summary>
    [Description("Request, Response or Both.")]
    public PolicyDirection Direction { get; init; } = PolicyDirection.Response;

    /// <summary>Which texts of an answer; text and refusals by default. With tool arguments a call is held until it is whole.</summary>
    [Description("Which texts of an answer: Text, Refusal, ToolArguments.")]
    public TextTargets Targets { get; init; } = TextTargets.Text | TextTargets.Refusal;
}
