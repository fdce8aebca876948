using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies.SimpleToolCallJudge;

/// <summary>
/// The teaching sample: a whole policy that asks a model about every tool call. Copy it, change the rule, done.
/// </summary>
// 1. The attribute describes the policy to those who choose it. Example is a configuration that works.
[Policy(
    "SimpleToolCallJudge",
    Category = PolicyCategories.Judges,
    Description = "Asks a model whether a tool call deletes anything, and blocks it if so: the sample to learn from.",
    UseCase = "To learn how a policy is written, and as a starting point for one's own.",
    Example = """{ "upstream": "anthropic", "model": "claude-haiku-4-5" }""")]
// 2. The constructor's one parameter, a record, is the configuration. JudgeOptions says which model is asked, and what happens when it does not answer.
public sealed class SimpleToolCallJudgePolicy(JudgeOptions options) : JudgePolicy(options)
{
    const string Rule = "The rule: the tool call must not delete files, rows, branches or anything else.\n\n" + JudgePrompts.Form;

    // 3. Which blocks of an answer it sees, whole. Everything else streams past.
    /// <inheritdoc/>
    public override BlockKinds Kinds => BlockKinds.ToolCall;

    // 4. What is asked about each. Null asks nothing and lets it pass. The rest - waiting, retries, order, blocking - is done for you.
    /// <inheritdoc/>
    protected override JudgeQuestion? Question(WholeBlock block, PolicyContext context) => new(Options.Model, Rule, JudgePrompts.Describe(block));
}
