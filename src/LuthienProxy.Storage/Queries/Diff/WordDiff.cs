using System.Text;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Compares two texts word by word.</summary>
static class WordDiff
{
    /// <summary>Texts longer than this, in characters, are not compared by words: a page would not show it, and it costs the square.</summary>
    internal const int MaxChars = 200_000;

    /// <summary>The runs; empty when the texts are equal or too long.</summary>
    internal static IReadOnlyList<WordRun> Of(string before, string after)
    {
        if (before == after || before.Length > MaxChars || after.Length > MaxChars)
            return [];
        var (left, right) = (Words(before), Words(after));
        var runs = new Runs();
        foreach (var pair in Alignment.Of(left, right, static (a, b) => a == b, static (_, _) => 0))
            runs.Add(pair.Change, pair.Before is { } index ? left[index] : right[pair.After!.Value]);
        return runs.Take();
    }

    // Words and what lies between them, so that the joined pieces are the text.
    static List<string> Words(string text)
    {
        var words = new List<string>();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            while (end < text.Length && KindOf(text[end]) == KindOf(text[at]) && KindOf(text[at]) != WordKind.Single)
                end++;
            words.Add(text[at..end]);
            at = end;
        }
        return words;
    }

    // Surrogates count as letters: a pair never falls apart.
    static WordKind KindOf(char character) =>
        char.IsWhiteSpace(character) ? WordKind.Blank : char.IsLetterOrDigit(character) || char.IsSurrogate(character) || character == '_' ? WordKind.Word : WordKind.Single;

    enum WordKind
    {
        Word,
        Blank,
        Single,
    }

    // Within a change what is removed stands before what is added.
    sealed class Runs
    {
        readonly List<WordRun> _runs = [];
        readonly StringBuilder _same = new();
        readonly StringBuilder _removed = new();
        readonly StringBuilder _added = new();

        public void Add(ChangeKind change, string word)
        {
            if (change is ChangeKind.Same)
                FlushChange();
            else
                Flush(_same, ChangeKind.Same);
            (change switch { ChangeKind.Same => _same, ChangeKind.Removed => _removed, _ => _added }).Append(word);
        }

        public List<WordRun> Take()
        {
            Flush(_same, ChangeKind.Same);
            FlushChange();
            return _runs;
        }

        void FlushChange()
        {
            Flush(_removed, ChangeKind.Removed);
            Flush(_added, ChangeKind.Added);
        }

        void Flush(StringBuilder text, ChangeKind change)
        {
            if (text.Length == 0)
                return;
            _runs.Add(new(change, text.ToString()));
            text.Clear();
        }
    }
}
