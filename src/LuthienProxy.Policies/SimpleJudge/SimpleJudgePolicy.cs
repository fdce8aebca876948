using System.Collections.Immutable;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.SimpleJudge;

/// <summary>Asks a model whether an answer breaks rules that stand in plain words.</summary>
[Policy(
    "SimpleJudge",
    Category = PolicyCategories.Judges,
    Description = "Asks a model whether the texts and tool calls of an answer break rules written in plain words, and blocks what does.",
    UseCase = "Rules that no pattern can express: no legal advice, nothing about a competitor, no commands outside the project.",
    Example = """{ "upstream": "anthropic", "model": "claude-haiku-4-5", "rules": [ "The answer must not promise a delivery date." ] }""")]
public sealed class SimpleJudgePolicy(SimpleJudgeOptions options) : JudgePolicy(options)
{
    readonly SimpleJudgeOptions _options = options;
    readonly string _instructions = string.Join('\n', ["You judge whether any of these rules is broken:", .. Rules(options).Select(rule => "- " + rule), "", JudgePrompts.Form]);

    /// <inheritdoc/>
    public override BlockKinds Kinds => _options.Kinds;

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        return Rules(_options).Any(rule => !string.IsNullOrWhiteSpace(rule))
            ? base.Validate(binding)
            : base.Validate(binding).Append(binding.Problem("rules", "There must be at least one rule."));
    }

    /// <inheritdoc/>
    protected override JudgeQuestion? Question(WholeBlock block, PolicyContext context) => new(_options.Model, _instructions, JudgePrompts.Describe(block));

    static ImmutableArray<string> Rules(SimpleJudgeOptions options) => options.Rules.IsDefault ? [] : options.Rules;
}
