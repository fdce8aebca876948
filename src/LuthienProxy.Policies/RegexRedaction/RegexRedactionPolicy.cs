using System.Collections.Immutable;
using LuthienProxy.Policies.Patterns;
using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.RegexRedaction;

/// <summary>Removes personal data, keys and tokens from what is asked and what is answered, however they are cut, and holds back only what may still become one.</summary>
/// <remarks>Reasoning is not touched: it is signed. See <see cref="TextTargets"/>.</remarks>
[Policy(
    "RegexRedaction",
    Category = PolicyCategories.Privacy,
    Description = "Removes personal data, keys and tokens, by built-in sets of patterns and by patterns of one's own. Reasoning, which is signed, passes as it is.",
    UseCase = "Keep secrets that an agent reads from going to a provider, and those that a model repeats from going further.",
    Example = """{ "sets": "Keys, Tokens", "patterns": [ { "name": "ticket", "pattern": "ACME-[0-9]{4,8}", "wholeWord": true } ] }""")]
public sealed class RegexRedactionPolicy : TextPolicy
{
    readonly RegexRedactionOptions _options;
    readonly ImmutableArray<NamedPattern> _patterns;
    readonly ImmutableArray<PolicyProblem> _problems;
    readonly PatternsByFirst _byFirst;

    /// <summary>The policy with that configuration; what is wrong with it, <see cref="Validate"/> says.</summary>
    public RegexRedactionPolicy(RegexRedactionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        var own = (options.Patterns.IsDefault ? [] : options.Patterns).Index().Select(pattern => Read(pattern.Index, pattern.Item)).ToList();
        _problems = [.. own.Select(read => read.Problem).OfType<PolicyProblem>()];
        _patterns = [.. own.Select(read => read.Pattern).OfType<NamedPattern>(), .. KnownPatterns.Of(options.Sets)];
        _byFirst = new(_patterns);
    }

    /// <inheritdoc/>
    public override PolicyDirection Direction => _options.Direction;

    /// <inheritdoc/>
    public override TextTargets Targets => _options.Targets;

    /// <inheritdoc/>
    public override bool ChangesNames => true;

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        if (_patterns.IsEmpty && _problems.IsEmpty)
            yield return binding.Problem("sets", "There is neither a set nor a pattern.");
        if (_options.Replacement is null)
            yield return binding.Problem("replacement", "It must be given; an empty string removes.");
        foreach (var problem in _problems)
            yield return problem with { Policy = binding.Name };
    }

    /// <inheritdoc/>
    protected internal override TextTransform CreateTransform(PolicyContext context) => new Redacting(_byFirst, _options.Replacement);

    static (NamedPattern? Pattern, PolicyProblem? Problem) Read(int index, OwnPattern own)
    {
        try
        {
            if (own is not { Name.Length: > 0, Pattern.Length: > 0, MaxLength: > 0 and <= 65_536 })
                throw new PatternException("A pattern needs a name, the pattern itself, and a maxLength of 1 to 65,536.");
            return (new(own.Name, own.Pattern, own.WholeWord, own.MaxLength), null);
        }
        catch (PatternException cause)
        {
            return (null, new("RegexRedaction", $"patterns[{index}].pattern", cause.Message));
        }
    }
}
