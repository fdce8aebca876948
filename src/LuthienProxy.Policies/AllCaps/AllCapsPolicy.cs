using LuthienProxy.Policies.Text;

namespace LuthienProxy.Policies.AllCaps;

/// <summary>Writes the model's text in capitals: the smallest policy that visibly does something.</summary>
[Policy(
    "AllCaps",
    Category = PolicyCategories.Text,
    Description = "Writes the text of every answer in capital letters. Tool calls, reasoning and the names in JSON stay as they are.",
    UseCase = "To see at a glance that policies work, and to try out how a client takes rewritten text.",
    Example = "{}")]
public sealed class AllCapsPolicy : TextPolicy
{
    /// <inheritdoc/>
    protected internal override TextTransform CreateTransform(PolicyContext context) => new Capitals();

    sealed class Capitals : TextTransform
    {
        public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
        {
            var capitals = text.ToString().ToUpperInvariant();
            if (text.SequenceEqual(capitals))
                edits.Keep(text.Length);
            else
                edits.Replace(text.Length, capitals);
        }
    }
}
