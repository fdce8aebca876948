namespace LuthienProxy.Policies.Blocks;

/// <summary>What a policy says to a block. A closed choice.</summary>
public abstract record BlockVerdict
{
    BlockVerdict()
    {
    }

    /// <summary>How sure the policy is, 0 to 1, for the record; null where it does not say.</summary>
    public double? Probability { get; init; }

    /// <summary>It goes on, byte for byte.</summary>
    public static BlockVerdict Pass { get; } = new Forward();

    /// <summary>It goes on, byte for byte.</summary>
    /// <param name="Notice">Text that the reader is shown with it; null for none.</param>
    public sealed record Forward(string? Notice = null) : BlockVerdict;

    /// <summary>It goes on with another text, or a tool call with other arguments: JSON where it was JSON. Not possible for reasoning and opaque blocks.</summary>
    /// <param name="Content">The new text or arguments.</param>
    /// <param name="Reason">Why, for the record.</param>
    public sealed record Replace(string Content, string? Reason = null) : BlockVerdict;

    /// <summary>It does not go on; a text that says why stands in its place. Blocked reasoning ends the answer.</summary>
    /// <param name="Reason">Why, for the reader and for the record.</param>
    public sealed record Block(string Reason) : BlockVerdict;

    /// <summary>It does not go on, and nothing stands in its place. Not possible for reasoning.</summary>
    /// <param name="Reason">Why, for the record.</param>
    public sealed record Drop(string? Reason = null) : BlockVerdict;
}
