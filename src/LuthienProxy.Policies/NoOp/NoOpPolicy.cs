namespace LuthienProxy.Policies.NoOp;

/// <summary>Lets everything pass, byte for byte.</summary>
[Policy(
    "NoOp",
    Category = PolicyCategories.Diagnostics,
    Description = "Lets everything pass, byte for byte.",
    UseCase = "To record and watch traffic without touching it, or to see what a policy changes by comparing with none.",
    Example = "{}")]
public sealed class NoOpPolicy : Policy
{
    /// <inheritdoc/>
    public override bool MayRewriteResponse => false;
}
