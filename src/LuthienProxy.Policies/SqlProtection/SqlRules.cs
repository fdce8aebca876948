using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>The rules: which statements destroy, and what they do, in a sentence.</summary>
sealed class SqlRules(SqlProtectionOptions options)
{
    const int MostDepth = 4;

    static readonly string[] Reading = ["SELECT", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "WITH", "VALUES", "PRAGMA", "USE", "SET", "BEGIN", "COMMIT", "ROLLBACK", "START", "TABLE"];

    static readonly string[] Writing =
    [
        "INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "COPY", "CALL", "EXEC", "EXECUTE", "DO", "INTO", "VACUUM", "ATTACH", "DETACH", "LOAD", "IMPORT", "RENAME",
        "REFRESH", "OPTIMIZE", "LOCK", "COMMENT", "REINDEX", "CLUSTER", "UPSERT", "PURGE", "RESET", "FLUSH", "KILL", "SHUTDOWN", "INSTALL",
    ];

    // Strings that these run are statements themselves: in their own statement, or, where they run a variable, anywhere.
    static readonly string[] Running = ["EXECUTE", "EXEC", "PREPARE", "SP_EXECUTESQL", "IMMEDIATE"];

    static readonly string[] Holding = ["DO", "QUERY_TO_XML", "DBLINK_EXEC", "DBLINK", "EVENT", "FUNCTION", "PROCEDURE", "TRIGGER", "OPENROWSET", "OPENQUERY"];

    readonly string[] _allowed = [.. options.Allow.Select(words => words.Trim().ToUpperInvariant())];

    /// <summary>What the SQL would destroy, as any database reads it; null when nothing.</summary>
    public string? Danger(string sql) => Danger(WideLetters.Narrow(sql), 0);

    string? Danger(string sql, int depth) => depth >= MostDepth || sql.Length == 0
        ? null
        : SqlMachine.CommandLine(sql) ?? SqlDialect.Of(sql).Select(dialect => Danger(SqlText.Statements(sql, dialect), depth)).FirstOrDefault(danger => danger is not null);

    string? Danger(IReadOnlyList<IReadOnlyList<string>> statements, int depth)
    {
        var danger = statements.Select(words => Danger(words, depth)).FirstOrDefault(found => found is not null);
        if (danger is not null || statements.Count < 2 || !statements.Any(words => words.Any(Running.Contains)))
            return danger;
        return Run([.. statements.SelectMany(words => words)], depth);
    }

    string? Danger(IReadOnlyList<string> words, int depth)
    {
        if (words.Count == 0 || _allowed.Any(allowed => string.Join(' ', words).StartsWith(allowed, StringComparison.Ordinal)))
            return null;
        var danger = SqlStatements.Destruction(words) ?? SqlMachine.Reached(words);
        return danger ?? (words.Any(word => Running.Contains(word) || Holding.Contains(word)) ? Run(words, depth) : null) ?? (options.ReadOnly ? Write(words) : null);
    }

    string? Run(IReadOnlyList<string> words, int depth) => SqlStrings.Of(words).Select(text => Danger(text, depth + 1)).FirstOrDefault(danger => danger is not null);

    static string? Write(IReadOnlyList<string> words)
    {
        if (Reading.Contains(words[0]))
            return words.Skip(1).Any(word => Writing.Contains(word) && word is not ("REPLACE" or "RESET" or "COMMENT" or "LOCK" or "DO" or "KILL")) ? "It does not only read." : null;
        return Writing.Contains(words[0]) ? "It does not only read." : null;
    }
}
