using System.Collections.Immutable;
using System.Text;

namespace LuthienProxy.Storage.Queries.Search;

/// <summary>
/// What somebody searches for: words, <c>"phrases"</c>, <c>-unwanted</c> words or phrases. Any text is a question of this kind; nothing in it is an engine's own syntax.
/// Immutable.
/// </summary>
sealed record SearchQuery(ImmutableArray<SearchTerm> Terms)
{
    /// <summary>More terms than this are no search by people, and cost the index a look each.</summary>
    internal const int MaxTerms = 32;

    /// <summary>The characters a search may have.</summary>
    internal const int MaxLength = 1_000;

    /// <summary>Reads a search; false when it wants no word, or is over a limit.</summary>
    internal static bool TryParse(string text, out SearchQuery query)
    {
        query = new(text.Length <= MaxLength ? Read(text) : []);
        return query.Terms.Any(static term => !term.IsUnwanted) && query.Terms.Length <= MaxTerms;
    }

    /// <summary>The search in the syntax of SQLite's FTS5, every word quoted.</summary>
    internal string ToFts5()
    {
        var wanted = Terms.Where(static term => !term.IsUnwanted).Select(static term => Quote(term, '"', " "));
        var unwanted = Terms.Where(static term => term.IsUnwanted).Select(static term => Quote(term, '"', " ")).ToList();
        var all = $"({string.Join(" AND ", wanted)})";
        return unwanted.Count == 0 ? all : $"{all} NOT ({string.Join(" OR ", unwanted)})";
    }

    /// <summary>The search as a PostgreSQL <c>tsquery</c>, every word quoted.</summary>
    internal string ToTsQuery() =>
        string.Join(" & ", Terms.Select(static term => $"{(term.IsUnwanted ? "!" : "")}({string.Join(" <-> ", term.Words.Select(static word => $"'{word}'"))})"));

    static string Quote(SearchTerm term, char quote, string between) => $"{quote}{string.Join(between, term.Words)}{quote}";

    static ImmutableArray<SearchTerm> Read(string text)
    {
        var terms = ImmutableArray.CreateBuilder<SearchTerm>();
        var at = 0;
        while (at < text.Length)
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }
            var isUnwanted = text[at] == '-';
            at += isUnwanted ? 1 : 0;
            var words = SearchWords.Of(Piece(text, ref at)).ToImmutableArray();
            if (!words.IsEmpty)
                terms.Add(new(words, isUnwanted));
        }
        return terms.DrainToImmutable();
    }

    // A phrase up to its closing quote, or the end; else whatever has no blank in it.
    static string Piece(string text, ref int at)
    {
        var isPhrase = at < text.Length && text[at] == '"';
        var start = isPhrase ? ++at : at;
        while (at < text.Length && (isPhrase ? text[at] != '"' : text[at] != '"' && !char.IsWhiteSpace(text[at])))
            at++;
        var piece = text[start..at];
        at += isPhrase ? 1 : 0;
        return piece;
    }

    /// <inheritdoc/>
    public override string ToString() =>
        Terms.Aggregate(new StringBuilder(), static (text, term) => text.Append(term.IsUnwanted ? " -" : " ").Append(Quote(term, '"', " "))).ToString().TrimStart();
}
