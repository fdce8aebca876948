namespace LuthienProxy.Policies.Blocks;

/// <summary>How much of a blocked block its explanation shows.</summary>
public enum ExplanationDetail
{
    /// <summary>The tool's name and arguments, so that a person sees what was stopped. The default.</summary>
    Content,

    /// <summary>The reason only: not a byte of what was blocked reaches the client (PP1).</summary>
    ReasonOnly,
}
