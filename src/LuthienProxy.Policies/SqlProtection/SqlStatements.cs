namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Statements that destroy data or its structure.</summary>
static class SqlStatements
{
    static readonly string[] Objects =
    [
        "TABLE", "DATABASE", "SCHEMA", "VIEW", "MATERIALIZED", "INDEX", "SEQUENCE", "USER", "ROLE", "LOGIN", "FUNCTION", "PROCEDURE", "TRIGGER", "TYPE", "DOMAIN", "EXTENSION", "TABLESPACE", "OWNED", "TEMPORARY", "FOREIGN",
        "EVENT", "POLICY", "PUBLICATION", "SERVER", "COLLECTION", "KEYSPACE", "PARTITION", "AGGREGATE", "COLUMN", "STAGE", "STREAM", "WAREHOUSE", "CATALOG", "EXTERNAL", "DICTIONARY",
    ];

    // Behind these a verb begins a statement of its own.
    static readonly string[] Openings = ["(", ")", "ANALYZE", "EXPLAIN", "BEGIN", "THEN", "ELSE", "AS", "DO", "ALSO", "INSTEAD", "VERBOSE", "LOOP", "GO", "TRY", "CATCH", "END"];

    // Before these words a verb is not a statement but a privilege, an event, or what a key does.
    static readonly string[] NoStatement = ["ON", "FOR", "BEFORE", "AFTER", "OR", "GRANT", "REVOKE", "OF", ",", "."];

    /// <summary>What the statement destroys; null when nothing.</summary>
    public static string? Destruction(IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
            if (Of(words, at) is { } danger)
                return danger;
        return words is ["CREATE", "OR", "REPLACE", "TABLE" or "TRANSIENT", ..] or ["INSERT", "OVERWRITE", ..] ? "It replaces a table with all its rows." : Merge(words);
    }

    // A database that wants no semicolons begins a statement anywhere, so that what cannot be anything else counts wherever it stands.
    static string? Of(IReadOnlyList<string> words, int at)
    {
        var next = at + 1 < words.Count ? words[at + 1] : "";
        var isOpening = IsOpening(words, at);
        var isLoose = at == 0 || !NoStatement.Contains(words[at - 1]);
        return words[at] switch
        {
            "DROP" when words[0] != "ALTER" && isLoose => Objects.Contains(next) ? $"It drops a {next.ToLowerInvariant()}." : null,
            "TRUNCATE" when (isOpening && next is not ("(" or "," or "")) || (next == "TABLE" && isLoose) => "It empties a table.",
            "DELETE" when isLoose && (next is "FROM" || (isOpening && IsTarget(next))) => Unconditional(words, at, "It deletes every row of a table."),
            "UPDATE" when isLoose && !IsUpsert(words, at) && words.Skip(at).Take(40).Contains("SET") => Unconditional(words, at, "It changes every row of a table."),
            "ALTER" when isOpening && words.Skip(at).Contains("DROP") => "It drops a part of a table.",
            _ => null,
        };
    }

    static bool IsOpening(IReadOnlyList<string> words, int at) => at == 0 || Openings.Contains(words[at - 1]) || IsNoise(words, at);

    // Letters before the first keyword, as in a prompt or a psql command (\c, .open): too much is looked at rather than too little.
    static bool IsNoise(IReadOnlyList<string> words, int at) => at <= 3 && words.Take(at).All(word => word is not ("SELECT" or "INSERT" or "CREATE" or "ALTER" or "WITH" or "GRANT" or "REVOKE" or "UPDATE" or "DELETE" or "SHOW" or "COMMENT" or "MERGE" or "VALUES" or "SET"));

    static bool IsTarget(string word) => word.Length > 0 && (char.IsLetter(word[0]) || word[0] is '"' or '_' or '#' or '@') && word is not ("ON" or "CASCADE" or "WHEN" or "END" or "AND" or "OR" or "THEN");

    // INSERT … ON CONFLICT DO UPDATE, ON DUPLICATE KEY UPDATE: the rows that are inserted, no others.
    static bool IsUpsert(IReadOnlyList<string> words, int at) => at > 0 && words[at - 1] is "DO" or "KEY" && words.Take(at).Any(word => word is "CONFLICT" or "DUPLICATE");

    static string? Unconditional(IReadOnlyList<string> words, int at, string danger)
    {
        var where = Clause(words, at);
        if (where.Count == 0)
            return MergeCondition(words, at) is { } on && !SqlConditions.IsAlwaysTrue(on) ? null : danger;
        return where[0] == "WHERE" && SqlConditions.IsAlwaysTrue(Condition(where.Skip(1))) ? danger : null;
    }

    // The WHERE of this statement, not of one inside it.
    static List<string> Clause(IReadOnlyList<string> words, int at)
    {
        var depth = 0;
        for (var from = at; from < words.Count && depth >= 0; from++)
        {
            depth += words[from] == "(" ? 1 : words[from] == ")" ? -1 : 0;
            if (depth == 0 && words[from] is "WHERE" or "LIMIT")
                return [.. words.Skip(from)];
        }
        return [];
    }

    // To its end, or to the bracket that closes what it stands in.
    static List<string> Condition(IEnumerable<string> words)
    {
        var condition = new List<string>();
        var depth = 0;
        foreach (var word in words)
        {
            depth += word == "(" ? 1 : word == ")" ? -1 : 0;
            if (depth < 0 || (depth == 0 && word is "RETURNING" or "LIMIT" or "END" or "GO" or "OPTION" or "ORDER"))
                break;
            condition.Add(word);
        }
        return condition;
    }

    static string? Merge(IReadOnlyList<string> words) =>
        words is ["MERGE", ..] && words.Index().Any(word => word.Index > 0 && words[word.Index - 1] == "THEN" && word.Item is "DELETE" or "UPDATE") && MergeCondition(words, words.Count) is { } on && SqlConditions.IsAlwaysTrue(on)
            ? "It changes every row of a table."
            : null;

    // MERGE … ON condition WHEN MATCHED THEN …: the rows are chosen there.
    static List<string>? MergeCondition(IReadOnlyList<string> words, int before) =>
        words[0] == "MERGE" ? [.. words.Take(before).SkipWhile(word => word != "ON").Skip(1).TakeWhile(word => word != "WHEN")] : null;
}
