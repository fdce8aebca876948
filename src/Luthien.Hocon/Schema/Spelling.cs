namespace Luthien.Hocon;

/// <summary>Finds the known word that a misspelt one was meant to be.</summary>
static class Spelling
{
    // Two letters changed places are two differences, so short words need room for two; words of three letters all resemble each other.
    const int ShortWord = 3;

    /// <summary>The closest word, or null when none is near: a third of the letters may differ, in a short word one, else at least two.</summary>
    public static string? Closest(string word, IEnumerable<string> known)
    {
        var limit = word.Length <= ShortWord ? 1 : Math.Max(2, word.Length / 3);
        return known.Select(k => (Word: k, Distance: Distance(Bare(word), Bare(k))))
            .Where(c => c.Distance <= limit)
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal)
            .FirstOrDefault().Word;
    }

    // baseUrl, base_url and base-url are the same word to somebody who mistypes it.
    static string Bare(string word) => word.Replace("-", "").Replace("_", "").ToLowerInvariant();

    /// <summary>Levenshtein's distance, with a single row.</summary>
    static int Distance(string a, string b)
    {
        // A key can be as long as a file; no suggestion is worth that square.
        if (Math.Abs(a.Length - b.Length) > b.Length)
            return int.MaxValue;
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
