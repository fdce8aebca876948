namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>A pattern of one's own.</summary>
/// <param name="Name">What it finds: shown in its place, and on record.</param>
/// <param name="Pattern">Literals, <c>.</c>, classes, groups, <c>|</c>, <c>? * + {n,m}</c>, <c>\d \w \s</c>, <c>(?i)</c> at the front. The longest match counts.</param>
/// <param name="WholeWord">Whether a match may not touch another letter, digit or underscore.</param>
/// <param name="MaxLength">How long a match can be, and so how much text is held back for it.</param>
public sealed record OwnPattern(string Name, string Pattern, bool WholeWord = false, int MaxLength = 256);
