using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.SimpleJudge;

/// <summary>The rules of <see cref="SimpleJudgePolicy"/>.</summary>
public sealed record SimpleJudgeOptions : JudgeOptions
{
    /// <summary>What must not happen, in plain words; one rule each.</summary>
    [Description("What must not happen, in plain words; one rule each.")]
    public required ImmutableArray<string> Rules { get; init; }

    /// <summary>What is judged; text and tool calls by default.</summary>
    [Description("What is judged: Text, ToolCall, Refusal.")]
    public BlockKinds Kinds { get; init; } = BlockKinds.Text | BlockKinds.ToolCall;
}
