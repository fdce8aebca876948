using System.Collections.Immutable;
using LuthienProxy.Policies.Running;

namespace LuthienProxy.Policies.Chains;

/// <summary>
/// Policies in the order in which the traffic meets them, checked and ready. Immutable: transactions that have begun keep the chain they began with.
/// </summary>
/// <remarks>Requests and answers both pass the stages from first to last. An empty chain changes nothing.</remarks>
public sealed class PolicyChain
{
    PolicyChain(ImmutableArray<PolicyBinding> stages) => Stages = stages;

    /// <summary>The chain without policies.</summary>
    public static PolicyChain Empty { get; } = new([]);

    /// <summary>The stages in order.</summary>
    public ImmutableArray<PolicyBinding> Stages { get; }

    /// <summary>Whether answers may leave changed: decides what emitters must remember, and that state kept at a provider is refused.</summary>
    public bool MayRewriteResponse => Stages.Any(stage => stage.Mode == StageMode.Enforce && stage.Policy.MayRewriteResponse);

    /// <summary>Checks the bindings and makes a chain of them. Finds all problems, not only the first.</summary>
    public static ChainLoad Load(IEnumerable<PolicyBinding> stages)
    {
        var bound = stages.ToImmutableArray();
        var problems = bound.SelectMany(BindingCheck.Of).Concat(BindingCheck.SameNames(bound)).ToImmutableArray();
        return problems.IsEmpty ? new ChainLoad.Loaded(new(bound)) : new ChainLoad.Refused(problems);
    }

    /// <summary>Puts the chain to work for one transaction. End what is returned when the transaction is over, however it ended.</summary>
    public PolicyRun Begin(PolicyTransaction transaction) => new(this, transaction);

    internal IEnumerable<StageRun> BeginStages(PolicyTransaction transaction)
    {
        var blocks = new BlockNumbers();
        return Stages.Select((binding, stage) =>
            StageRuns.Of(binding, new(transaction, binding, blocks, stage, binding.Name, binding.Mode == StageMode.Shadow)));
    }
}
