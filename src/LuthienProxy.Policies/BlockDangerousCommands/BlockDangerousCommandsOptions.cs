using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.BlockDangerousCommands;

/// <summary>What <see cref="BlockDangerousCommandsPolicy"/> stops besides what nobody wants.</summary>
public sealed record BlockDangerousCommandsOptions
{
    /// <summary>Names of further commands that are blocked whatever their arguments.</summary>
    [Description("Names of further commands that are blocked whatever their arguments.")]
    public ImmutableArray<string> AlsoBlock { get; init; } = [];

    /// <summary>Names of commands that are let through although a rule would stop them.</summary>
    [Description("Names of commands that are let through although a rule would stop them.")]
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>What the explanation shows of a blocked call.</summary>
    [Description("What the explanation shows of a blocked call: Content or ReasonOnly.")]
    public ExplanationDetail Explanation { get; init; }
}
