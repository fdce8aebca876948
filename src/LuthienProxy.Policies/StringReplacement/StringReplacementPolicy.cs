using System.Buffers;
using System.Collections.Immutable;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.StringReplacement;

/// <summary>Replaces strings by strings, the same however the answer is cut, and holds back only what may still become one of them.</summary>
[Policy(
    "StringReplacement",
    Category = PolicyCategories.Text,
    Description = "Replaces strings by other strings in requests, answers or both; can adapt capitals to what it replaces.",
    UseCase = "House spelling, names of products, words that must not appear.",
    Example = """{ "pairs": [ { "find": "colour", "replace": "color" } ], "matchCapitalisation": true }""")]
public sealed class StringReplacementPolicy : TextPolicy
{
    readonly StringReplacementOptions _options;
    readonly ImmutableArray<ReplacementPair> _pairs;
    readonly SearchValues<char> _firsts;

    /// <summary>The policy with that configuration; what is wrong with it, <see cref="Validate"/> says.</summary>
    public StringReplacementPolicy(StringReplacementOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _pairs = options.Pairs.IsDefault ? [] : [.. options.Pairs.Where(pair => pair.Find is { Length: > 0 })];
        _firsts = SearchValues.Create([.. _pairs.SelectMany(pair => FirstsOf(pair.Find[0])).Distinct()]);
    }

    /// <inheritdoc/>
    public override PolicyDirection Direction => _options.Direction;

    /// <inheritdoc/>
    public override TextTargets Targets => _options.Targets;

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (_options.Pairs.IsDefaultOrEmpty)
            return [binding.Problem("pairs", "There must be at least one pair.")];
        return _options.Pairs.Index().SelectMany(pair => ProblemsOf(binding, pair.Index, pair.Item));
    }

    /// <inheritdoc/>
    protected internal override TextTransform CreateTransform(PolicyContext context) => new Replacing(_pairs, _firsts, _options.MatchCapitalisation);

    static IEnumerable<PolicyProblem> ProblemsOf(PolicyBinding binding, int index, ReplacementPair? pair)
    {
        if (pair is not { Find.Length: > 0 })
            yield return binding.Problem($"pairs[{index}].find", "It must not be empty.");
        else if (pair.Find.Length > binding.Limits.MaxHeldCharacters)
            yield return binding.Problem($"pairs[{index}].find", $"It is longer than the {binding.Limits.MaxHeldCharacters} characters that may be held back.");
        if (pair is { Replace: null })
            yield return binding.Problem($"pairs[{index}].replace", "It must be given; an empty string removes.");
    }

    char[] FirstsOf(char first) => _options.MatchCapitalisation ? [first, char.ToUpperInvariant(first), char.ToLowerInvariant(first)] : [first];
}
