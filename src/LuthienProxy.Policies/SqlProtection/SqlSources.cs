using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Shell;

namespace LuthienProxy.Policies.SqlProtection;

/// <summary>Where SQL stands in a tool call.</summary>
static class SqlSources
{
    static readonly string[] SqlTools = ["sql", "query", "database", "postgres", "mysql", "sqlite", "duckdb", "bigquery", "snowflake", "mongo"];

    static readonly string[] SqlFields = ["sql", "query", "statement", "statements", "queries"];

    static readonly string[] Clients = ["psql", "mysql", "mariadb", "sqlite3", "sqlite", "sqlcmd", "duckdb", "sqlplus", "clickhouse-client", "clickhouse", "cockroach", "usql", "bq", "snowsql", "mycli", "pgcli"];

    public static IEnumerable<string> Of(WholeBlock.ToolCall call)
    {
        var isSql = SqlTools.Any(name => call.Tool.Name.Contains(name, StringComparison.OrdinalIgnoreCase));
        var fields = ToolCallReader.Strings(call).Where(field => isSql || SqlFields.Contains(field.Name, StringComparer.OrdinalIgnoreCase)).Select(field => field.Value);
        return fields.Concat(ToolCallReader.Scripts(call).Commands.SelectMany(FromCommand));
    }

    static IEnumerable<string> FromCommand(ShellCommand command)
    {
        if (Clients.Contains(command.Name))
            return command.Arguments.Select(WithoutOption).Append(command.Input);
        // The tools that drop a whole database need no SQL.
        if (command.Name is "dropdb" or "dropuser")
            return ["DROP DATABASE " + string.Join(' ', command.Operands)];
        if (command.Name == "mysqladmin" && command.Operands.Contains("drop"))
            return ["DROP DATABASE"];
        // A program's strings, which its database library would run.
        return ShellNesting.IsLanguage(command.Name) ? command.Arguments.Append(command.Input).SelectMany(SqlText.QuotedIn) : [];
    }

    static string WithoutOption(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf('=') is > 0 and var sign ? word[(sign + 1)..]
        : word.Length > 2 && word[0] == '-' && word[1] is 'c' or 'e' or 'Q' or 'q' ? word[2..]
        : word;
}
