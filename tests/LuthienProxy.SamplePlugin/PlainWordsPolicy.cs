using LuthienProxy.Policies;
using LuthienProxy.Policies.Text;
using LuthienProxy.SamplePlugin.Words;

namespace LuthienProxy.SamplePlugin;

/// <summary>Writes short words for long ones.</summary>
[Policy(
    "PlainWords",
    Category = "Style",
    Description = "Writes plain words for long ones: utilise becomes use.",
    UseCase = "A sample of a plugin that changes words while they stream.",
    Example = "{}")]
public sealed class PlainWordsPolicy : TextPolicy
{
    /// <inheritdoc/>
    protected override TextTransform CreateTransform(PolicyContext context) => new Plain();

    sealed class Plain : TextTransform
    {
        static readonly int Longest = WordList.Plain.Keys.Max(word => word.Length);

        // Whether what was settled last was the beginning of a word that is too long to be known.
        bool _inLongWord;

        public override void Advance(ReadOnlySpan<char> text, bool isEnd, TextEdits edits)
        {
            while (edits.Settled < text.Length)
            {
                var rest = text[edits.Settled..];
                var letters = 0;
                while (letters < rest.Length && char.IsLetter(rest[letters]))
                    letters++;
                // A word at the end may grow, until it is longer than any that is known.
                if (letters == rest.Length && !isEnd && !_inLongWord && letters <= Longest)
                    return;
                if (!_inLongWord && WordList.Plain.TryGetValue(rest[..letters].ToString(), out var plain))
                    edits.Replace(letters, plain, "word");
                else
                    edits.Keep(letters);
                _inLongWord = letters == rest.Length;
                if (letters < rest.Length)
                    edits.Keep(1);
            }
        }
    }
}
