using System.Collections.Immutable;
using LuthienProxy.Policies.Chains;
using LuthienProxy.Policies.Running;

namespace LuthienProxy.Policies.Conditional;

/// <summary>Policies that apply to some calls only. Where they do not, everything passes byte for byte.</summary>
/// <remarks>
/// Decided once for each call, from the request as the client sent it: what policies before this one made of it does not count, so that the order of policies cannot change
/// which of them apply. <see cref="MayRewriteResponse"/> speaks of the calls to which they do apply.
/// </remarks>
[Policy(
    "Conditional",
    Category = PolicyCategories.Composition,
    Description = "Runs policies one after the other, for some calls only: by model, wire format, kind of call, streamed or not, or the tools that are offered.",
    UseCase = "A judge for the strong model only; a redaction that leaves an agent's own errands alone; a guard where a shell is offered.",
    Example = """{ "when": { "models": [ "claude-opus-*" ], "tools": [ "Bash" ] }, "unless": { "kinds": [ "Title" ] }, "policies": [ { "policy": "BlockDangerousCommands" } ] }""")]
public sealed class ConditionalPolicy(ConditionalOptions options) : Policy
{
    /// <summary>The policies in order.</summary>
    public ImmutableArray<PolicyBinding> Policies { get; } = options.Policies.IsDefault ? [] : options.Policies;

    /// <inheritdoc/>
    public override bool MayRewriteResponse => Policies.Any(child => child.Mode == StageMode.Enforce && child.Policy.MayRewriteResponse);

    /// <inheritdoc/>
    public override IEnumerable<PolicyProblem> Validate(PolicyBinding binding)
    {
        ArgumentNullException.ThrowIfNull(binding);
        var own = options is { When: null, Unless: null } ? [binding.Problem("when", "Without a condition it is a MultiSerial: say when, or unless.")] : Array.Empty<PolicyProblem>();
        var none = Policies.IsEmpty ? [binding.Problem("policies", "There must be at least one policy.")] : Array.Empty<PolicyProblem>();
        return own.Concat(Problems(options.When, "when", binding)).Concat(Problems(options.Unless, "unless", binding)).Concat(none).Concat(BindingCheck.Inside(binding, Policies));
    }

    internal override StageRun Begin(PolicyContext context) =>
        new SerialRun(Applies(context) ? [.. Policies.Select(child => StageRuns.Of(child, context.Inside(child)))] : [], context);

    static IEnumerable<PolicyProblem> Problems(CallCondition? condition, string field, PolicyBinding binding) =>
        condition is null ? [] : Conditions.ProblemsOf(condition, field, binding);

    bool Applies(PolicyContext context) =>
        (options.When is not { } when || Conditions.Holds(when, context.Request, context.Kind))
        && !(options.Unless is { } unless && Conditions.Holds(unless, context.Request, context.Kind));
}
