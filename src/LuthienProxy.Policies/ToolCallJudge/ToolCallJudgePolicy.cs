using System.Globalization;
using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.ToolCallJudge;

/// <summary>Asks a model how likely a tool call does harm, and blocks from a probability on.</summary>
[Policy(
    "ToolCallJudge",
    Category = PolicyCategories.Judges,
    Description = "Asks a model how likely each tool call does harm, and blocks those from a probability on. What it asks and what it tells are templates.",
    UseCase = "Tool calls that fixed rules cannot tell apart, with a threshold to be tuned in shadow.",
    Example = """{ "upstream": "anthropic", "model": "claude-haiku-4-5", "threshold": 0.7, "passTools": [ "Read", "Grep" ] }""")]
public sealed class ToolCallJudgePolicy(ToolCallJudgeOptions options) : JudgePolicy(options)
{
    readonly ToolCallJudgeOptions _options = options;
    readonly string _instructions = options.Instructions + "\n\n" + JudgePrompts.Form;

    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    /// <inheritdoc/>
    protected override JudgeQuestion? Question(WholeBlock block, PolicyContext context) =>
        block is not WholeBlock.ToolCall call || (!_options.PassTools.IsDefault && _options.PassTools.Contains(call.Tool.Name))
            ? null
            : new(_options.Model, _instructions, JudgePrompts.Describe(call));

    /// <inheritdoc/>
    protected override BlockVerdict Verdict(WholeBlock block, JudgeAnswer answer) =>
        base.Verdict(block, answer) is BlockVerdict.Block blocked && block is WholeBlock.ToolCall call ? blocked with { Reason = Told(call, answer) } : base.Verdict(block, answer);

    string Told(WholeBlock.ToolCall call, JudgeAnswer answer) => _options.BlockedTemplate
        .Replace("{tool}", _options.Explanation == ExplanationDetail.Content ? call.Tool.Name : "the tool", StringComparison.Ordinal)
        .Replace("{probability}", answer.Probability.ToString("0.##", CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{explanation}", answer.Explanation, StringComparison.Ordinal);
}
