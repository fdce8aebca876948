using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.Chains;

/// <summary>What must be true of bindings before they are used.</summary>
static class BindingCheck
{
    public static IEnumerable<PolicyProblem> Of(PolicyBinding binding) => OwnProblems(binding).Concat(binding.Policy.Validate(binding));

    public static IEnumerable<PolicyProblem> SameNames(IEnumerable<PolicyBinding> stages) =>
        stages.GroupBy(stage => stage.Name).Where(same => same.Skip(1).Any())
            .Select(same => new PolicyProblem(same.Key, "name", "Two policies of one chain have this name: decisions on record could not be told apart."));

    /// <summary>The problems of policies that another is made of; each field says in which.</summary>
    public static IEnumerable<PolicyProblem> Inside(PolicyBinding outer, IReadOnlyList<PolicyBinding> policies) =>
        policies.SelectMany((child, at) => Of(child with { Judges = child.Judges is NoJudges ? outer.Judges : child.Judges })
                .Select(problem => outer.Problem(problem.Field is null ? $"policies[{at}]" : $"policies[{at}].config.{problem.Field}", problem.Message)))
            .Concat(SameNames(policies).Select(problem => outer.Problem("policies", problem.Message)));

    static IEnumerable<PolicyProblem> OwnProblems(PolicyBinding binding)
    {
        var limits = binding.Limits;
        if (string.IsNullOrWhiteSpace(binding.Name))
            yield return binding.Problem("name", "A policy in a chain needs a name.");
        if (limits.DecisionTimeout <= TimeSpan.Zero || limits.DecisionTimeout > PolicyLimits.LongestDecision)
            yield return binding.Problem("decisionTimeout", $"It must be more than nothing and at most {PolicyLimits.LongestDecision.TotalSeconds:0} s: agents give up after 300 s.");
        if (limits.MaxHeldCharacters < 1)
            yield return binding.Problem("maxHeldCharacters", "It must be at least 1.");
        if (limits.ShadowBuffer < 1)
            yield return binding.Problem("shadowBuffer", "It must be at least 1.");
    }
}
