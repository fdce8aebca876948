using System.Collections.Immutable;
using System.Reflection;

namespace LuthienProxy.Policies.Catalog;

/// <summary>All types of policies that there are: the built-in ones and those of further assemblies. Immutable; thread-safe.</summary>
public sealed class PolicyCatalog
{
    readonly ImmutableDictionary<string, PolicyDescriptor> _byName;

    PolicyCatalog(ImmutableArray<PolicyDescriptor> policies, ImmutableArray<PolicyProblem> broken)
    {
        Policies = [.. policies.OrderBy(policy => policy.Category, StringComparer.Ordinal).ThenBy(policy => policy.Name, StringComparer.Ordinal)];
        Broken = broken;
        // Of two with one name the first keeps it; both can be had by the names of their classes, and those of two assemblies by these with the assembly's.
        var reversed = policies.Reverse().ToList();
        _byName = reversed.Select(policy => (Key: policy.QualifiedName, policy))
            .Concat(reversed.Select(policy => (Key: policy.ClassName, policy)))
            .Concat(reversed.Select(policy => (Key: policy.Name, policy)))
            .Aggregate(ImmutableDictionary.Create<string, PolicyDescriptor>(StringComparer.OrdinalIgnoreCase), (known, next) => known.SetItem(next.Key, next.policy));
    }

    /// <summary>The policies that come with the gateway.</summary>
    public static PolicyCatalog BuiltIn { get; } = Of(typeof(Policy).Assembly);

    /// <summary>The types, sorted by category and name.</summary>
    public ImmutableArray<PolicyDescriptor> Policies { get; }

    /// <summary>Classes that should be policies and cannot be used, with the reasons. They do not keep the others from being listed.</summary>
    public ImmutableArray<PolicyProblem> Broken { get; }

    /// <summary>The public policies of these assemblies.</summary>
    public static PolicyCatalog Of(params IReadOnlyList<Assembly> assemblies)
    {
        var found = assemblies.SelectMany(PolicyDiscovery.In).ToList();
        return new([.. found.Select(one => one.Descriptor).OfType<PolicyDescriptor>()], [.. found.Select(one => one.Problem).OfType<PolicyProblem>()]);
    }

    /// <summary>The type of that name, or of the class of that name, with its assembly's or without; null when there is none. Capitals do not matter.</summary>
    public PolicyDescriptor? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Makes the policies that these references stand for, and finds all problems, not only the first.</summary>
    public PolicyBindings Bind(IReadOnlyList<PolicyReference> references)
    {
        ArgumentNullException.ThrowIfNull(references);
        var bindings = ImmutableArray.CreateBuilder<PolicyBinding>();
        var problems = ImmutableArray.CreateBuilder<PolicyProblem>();
        foreach (var (index, reference) in references.Index())
        {
            var name = reference.Name ?? (references.Count(other => other.Policy == reference.Policy) == 1 ? reference.Policy : $"{reference.Policy}-{index}");
            switch (Find(reference.Policy)?.Create(reference.Config, this))
            {
                case PolicyCreation.Created created:
                    bindings.Add(new() { Name = name, Policy = created.Policy, Mode = reference.Mode, OnFailure = reference.OnFailure });
                    break;
                case PolicyCreation.Refused refused:
                    problems.AddRange(refused.Problems.Select(problem => problem with { Policy = name }));
                    break;
                default:
                    problems.Add(new(name, "policy", $"There is no policy of the type '{reference.Policy}'."));
                    break;
            }
        }
        return problems.Count == 0 ? new PolicyBindings.Bound(bindings.ToImmutable()) : new PolicyBindings.Refused(problems.ToImmutable());
    }
}
