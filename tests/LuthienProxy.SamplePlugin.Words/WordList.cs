using System.Collections.Immutable;

namespace LuthienProxy.SamplePlugin.Words;

/// <summary>What the sample plugin knows of words: an assembly of its own, as a library that a plugin brings along.</summary>
public static class WordList
{
    /// <summary>Long words and short ones for the same thing.</summary>
    public static ImmutableSortedDictionary<string, string> Plain { get; } = ImmutableSortedDictionary<string, string>.Empty
        .Add("utilise", "use")
        .Add("facilitate", "help")
        .Add("leverage", "use");
}
