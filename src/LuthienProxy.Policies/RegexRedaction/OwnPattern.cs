using System.ComponentModel;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>A pattern of one's own.</summary>
/// <param name="Name">What it finds: shown in its place, and on record.</param>
/// <param name="Pattern">Literals, <c>.</c>, classes, groups, <c>|</c>, <c>? * + {n,m}</c>, <c>\d \w \s</c>, <c>(?i)</c> at the front. The longest match counts.</param>
/// <param name="WholeWord">Whether a match may not touch another letter, digit or underscore.</param>
/// <param name="MaxLength">How long a match can be, and so how much text is held back for it.</param>
public sealed record OwnPattern(
    [property: Description("What it finds: shown in its place, and on record.")] string Name,
    [property: Description("The pattern; what it may be made of is told below.")] string Pattern,
    [property: Description("Whether a match may not touch another letter, digit or underscore.")] bool WholeWord = false,
    [property: Description("How long a match can be, and so how much text is held back for it.")] int MaxLength = 256);
