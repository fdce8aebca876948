using System.Text;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>The rules: which statements destroy, and what they do, in a sentence.</summary>
sealed class SqlRules(SqlProtectionOptions options)
{
    const int MostDepth = 4;

    static readonly string[] Reading = ["SELECT", "SHOW", "EXPLAIN", "DESCRIBE", "DESC", "WITH", "VALUES", "PRAGMA", "USE", "SET", "BEGIN", "COMMIT", "ROLLBACK", "START", "TABLE"];

    static readonly string[] Writing = ["INSERT", "UPDATE", "DELETE", "MERGE", "REPLACE", "CREATE", "ALTER", "DROP", "TRUNCATE", "GRANT", "REVOKE", "COPY", "CALL", "EXEC", "EXECUTE", "DO", "INTO", "VACUUM", "ATTACH"];

    // Strings that these run are statements themselves.
    static readonly string[] Running = ["EXECUTE", "EXEC", "PREPARE", "DO", "SP_EXECUTESQL", "IMMEDIATE", "QUERY_TO_XML", "DBLINK_EXEC", "DBLINK", "EVENT", "FUNCTION", "PROCEDURE", "TRIGGER"];

    static readonly string[] Statements = ["DROP", "TRUNCATE", "DELETE", "UPDATE", "ALTER"];

    readonly string[] _allowed = [.. options.Allow.Select(words => words.Trim().ToUpperInvariant())];

    /// <summary>What the SQL would destroy; null when nothing.</summary>
    public string? Danger(string sql) => Danger(sql, 0);

    string? Danger(string sql, int depth) =>
        depth >= MostDepth || sql.Length == 0 ? null : SqlText.Statements(sql).Select(words => Danger(words, depth)).FirstOrDefault(danger => danger is not null);

    string? Danger(IReadOnlyList<string> words, int depth)
    {
        if (words.Count == 0 || _allowed.Any(allowed => string.Join(' ', words).StartsWith(allowed, StringComparison.Ordinal)))
            return null;
        var danger = Keywords(words).Select(at => Of(words, at)).FirstOrDefault(found => found is not null) ?? Machine(words);
        return danger ?? Dynamic(words, depth) ?? (options.ReadOnly ? Write(words) : null);
    }

    // Where a statement can begin: at the front, behind a bracket of a common table expression, behind EXPLAIN ANALYZE, BEGIN, THEN, AS and the like.
    static IEnumerable<int> Keywords(IReadOnlyList<string> words) =>
        Enumerable.Range(0, words.Count).Where(at => Statements.Contains(words[at])
            && (at == 0 || words[at - 1] is "(" or ")" or "ANALYZE" or "EXPLAIN" or "BEGIN" or "THEN" or "ELSE" or "AS" or "DO" or "ALSO" or "INSTEAD" or "VERBOSE" or "LOOP" || IsNoise(words, at)));

    // Letters before the first keyword, as in a prompt or a psql command (\c, .open): too much is looked at rather than too little.
    static bool IsNoise(IReadOnlyList<string> words, int at) => words.Take(at).All(word => word.Length > 0 && (word[0] is '.' or '\\' or '=' or '-' or '/' || !Reading.Concat(Writing).Contains(word))) && at <= 3;

    static string? Of(IReadOnlyList<string> words, int at)
    {
        var next = at + 1 < words.Count ? words[at + 1] : "";
        return words[at] switch
        {
            "DROP" when at == 0 || words[0] != "ALTER" => IsObject(next) ? $"It drops a {next.ToLowerInvariant()}." : null,
            "TRUNCATE" => next is "(" or "," ? null : "It empties a table.",
            "DELETE" => next is "FROM" or "TOP" or "LOW_PRIORITY" or "QUICK" or "IGNORE" || next.Length > 0 && next[0] is '"' ? Unconditional(words, at, "It deletes every row of a table.") : null,
            "UPDATE" when words.Skip(at).Contains("SET") => Unconditional(words, at, "It changes every row of a table."),
            "ALTER" when words.Skip(at).Contains("DROP") => "It drops a part of a table.",
            _ => null,
        };
    }

    static bool IsObject(string word) => word is "TABLE" or "DATABASE" or "SCHEMA" or "VIEW" or "MATERIALIZED" or "INDEX" or "SEQUENCE" or "USER" or "ROLE" or "FUNCTION" or "PROCEDURE" or "TRIGGER" or "TYPE"
        or "DOMAIN" or "EXTENSION" or "TABLESPACE" or "OWNED" or "TEMPORARY" or "FOREIGN" or "EVENT" or "POLICY" or "PUBLICATION" or "SERVER" or "COLLECTION" or "KEYSPACE" or "PARTITION" or "AGGREGATE";

    static string? Unconditional(IReadOnlyList<string> words, int at, string danger)
    {
        var where = words.Skip(at).SkipWhile(word => word is not "WHERE" and not "LIMIT").ToList();
        if (where.Count == 0)
            return danger;
        var condition = where.Skip(1).TakeWhile(word => word is not "RETURNING" and not "LIMIT").Where(word => word is not "(" and not ")").ToList();
        return where[0] == "WHERE" && IsAlwaysTrue(condition) ? danger : null;
    }

    // 1=1, 'a'='a', TRUE, 1, x OR 1=1, x = x
    static bool IsAlwaysTrue(List<string> condition)
    {
        if (condition.IndexOf("OR") is >= 0 and var or)
            return IsAlwaysTrue(condition[..or]) || IsAlwaysTrue(condition[(or + 1)..]);
        return condition switch
        {
            [] => true,
            ["TRUE"] => true,
            ["NOT", "FALSE"] => true,
            [var one] => int.TryParse(one, out var number) && number != 0,
            [var left, "=", var right] => left == right,
            [var left, "<" or ">" or "!", "=" or ">", var right] => left != right && IsLiteral(left) && IsLiteral(right),
            [var left, "<" or ">", var right] => left != right && IsLiteral(left) && IsLiteral(right),
            [var left, "IS", "NOT", "NULL"] => IsLiteral(left),
            [var left, "LIKE", "'%"] => left.Length > 0,
            _ => false,
        };
    }

    static bool IsLiteral(string word) => word.Length > 0 && (word[0] == '\'' || char.IsAsciiDigit(word[0]));

    // What reaches through the database to the machine.
    static string? Machine(IReadOnlyList<string> words)
    {
        if (words.Contains("XP_CMDSHELL") || (words.Contains("COPY") && words.Contains("PROGRAM")))
            return "It runs a command on the database's machine.";
        if (words.Contains("OUTFILE") || words.Contains("DUMPFILE") || words.Contains("WRITABLE_SCHEMA") || words.Contains("LOAD_EXTENSION"))
            return "It writes to the database's machine or its inner tables.";
        return null;
    }

    string? Dynamic(IReadOnlyList<string> words, int depth)
    {
        if (!words.Any(Running.Contains))
            return null;
        // 'DR' || 'OP TABLE x' and 'DR' + 'OP TABLE x' are one string.
        var joined = new StringBuilder();
        foreach (var word in words.Where(word => word[0] == '\''))
            joined.Append(word, 1, word.Length - 1);
        return Danger(joined.ToString(), depth + 1)
            ?? words.Where(word => word[0] == '\'').Select(word => Danger(word[1..], depth + 1)).FirstOrDefault(danger => danger is not null);
    }

    static string? Write(IReadOnlyList<string> words)
    {
        if (Reading.Contains(words[0]))
            return words.Skip(1).Any(word => Writing.Contains(word) && word is not "REPLACE") ? "It does not only read." : null;
        return Writing.Contains(words[0]) ? "It does not only read." : null;
    }
}
