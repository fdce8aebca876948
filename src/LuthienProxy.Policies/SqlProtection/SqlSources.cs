using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Where SQL stands in a tool call.</summary>
static class SqlSources
{
    static readonly string[] SqlTools = ["sql", "query", "database", "postgres", "mysql", "sqlite", "duckdb", "bigquery", "snowflake", "mongo"];

    static readonly string[] SqlFields = ["sql", "query", "statement", "statements", "queries"];

    static readonly string[] Clients =
        ["psql", "mysql", "mariadb", "sqlite3", "sqlite", "sqlcmd", "osql", "isql", "duckdb", "sqlplus", "clickhouse-client", "clickhouse", "cockroach", "usql", "bq", "snowsql", "mycli", "pgcli", "litecli", "impala-shell", "beeline", "hive", "spark-sql", "trino", "presto", "wrangler", "turso"];

    // What frameworks and tools do to a whole database without a word of SQL.
    static readonly string[] Resets =
        ["db:drop", "db:reset", "db:purge", "db:wipe", "db:migrate:reset", "migrate:fresh", "migrate:reset", "db:schema:load", "migrate reset", "push --force-reset", "ef database drop", "reset_db", "sqlflush", "database:drop", "schema:drop"];

    static readonly string[] MongoResets = ["dropdatabase(", ".drop(", "deletemany({})", "updatemany({},", ".remove({})"];

    public static IEnumerable<string> Of(WholeBlock.ToolCall call)
    {
        var isSql = SqlTools.Any(name => call.Tool.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        // What is searched for is in no language of databases.
        var isSearch = !isSql && call.Tool.Name.Contains("search", StringComparison.OrdinalIgnoreCase);
        var fields = ToolCallReader.Strings(call).Where(field => isSql || (!isSearch && SqlFields.Contains(field.Name, StringComparer.OrdinalIgnoreCase))).Select(field => field.Value);
        return fields.Concat(ToolCallReader.Scripts(call).Commands.SelectMany(FromCommand));
    }

    static IEnumerable<string> FromCommand(ShellCommand command)
    {
        var sql = Clients.Contains(command.Name) ? command.Arguments.Select(WithoutOption).Append(command.Input)
            // A program's strings, which its database library would run.
            : ShellNesting.IsLanguage(command.Name) ? ProgramText.Scripts(ShellNesting.ProgramOf(command))
            : [];
        return IsReset(command) ? sql.Append("DROP DATABASE") : sql;
    }

    static bool IsReset(ShellCommand command) => command.Name switch
    {
        "dropdb" or "dropuser" => true,
        "mysqladmin" => command.Operands.Contains("drop"),
        "mongosh" or "mongo" => command.Arguments.Append(command.Input).Select(word => string.Concat(word.Where(c => !char.IsWhiteSpace(c)))).Any(word => MongoResets.Any(reset => word.Contains(reset, StringComparison.OrdinalIgnoreCase))),
        "bq" => command.Operands.FirstOrDefault() == "rm",
        "echo" or "printf" or "git" or "grep" or "rg" or "cat" or "sed" => false,
        _ => string.Join(' ', command.Words) is var line && Resets.Any(reset => line.Contains(reset, StringComparison.OrdinalIgnoreCase)) || command.Words is [.., "flush"] && line.Contains("manage.py", StringComparison.Ordinal),
    };

    static string WithoutOption(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=') is > 0 and var sign ? word[(sign + 1)..]
        : word.Length > 2 && word[0] == '-' && word[1] is 'c' or 'e' or 'Q' or 'q' ? word[2..]
        : word;
}
