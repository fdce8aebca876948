using LuthienProxy.Policies;
using LuthienProxy.Policies.Text;

namespace Acme.Policies;

/// <summary>Takes the shouting out of answers.</summary>
[Policy("Calm", Category = "Acme", Description = "Writes exclamation marks as full stops.", UseCase = "A quiet office.", Example = "{}")]
public sealed class CalmPolicy : TextPolicy
{
    protected override TextTransform CreateTransform(PolicyContext context) => new Calming();

    // The state of one text.
    sealed class Calming : TextTransform
    {
        public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
        {
            for (var at = 0; at < text.Length;)
            {
                var marks = text[at..].IndexOfAnyExcept('!') is >= 0 and var count ? count : text.Length - at;
                // More marks may come, and all of them together are one full stop: these wait.
                if (marks > 0 && at + marks == text.Length && !isEnd)
                    return;
                if (marks > 0)
                    edits.Replace(marks, ".", "exclamation");
                else
                    edits.Keep(1);
                at += Math.Max(marks, 1);
            }
        }
    }
}
