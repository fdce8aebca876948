using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace LuthienProxy.Storage.Databases;

/// <summary>Which database the journal lives in: <c>DATABASE_URL</c>, parsed. A closed choice. Its text never holds credentials.</summary>
public abstract record DatabaseUrl
{
    const string SqliteScheme = "sqlite:";

    DatabaseUrl()
    {
    }

    /// <summary>
    /// Reads <c>postgres://user:password@host:port/db?option=value</c>, an Npgsql connection string, <c>sqlite:PATH</c> or <c>sqlite:///PATH</c> (absolute).
    /// </summary>
    /// <param name="text">What was configured.</param>
    /// <param name="url">What it means.</param>
    /// <param name="problem">Why it cannot be used; continues a sentence that begins with the setting's name, and holds none of its value.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DatabaseUrl? url, [NotNullWhen(false)] out string? problem)
    {
        url = null;
        if (text.StartsWith(SqliteScheme, StringComparison.Ordinal))
            return TryParseSqlite(text[SqliteScheme.Length..], out url, out problem);
        if (!PostgresUrl.TryParse(text, out var connection, out problem))
            return false;
        url = new Postgres(connection);
        return true;
    }

    static bool TryParseSqlite(string rest, [NotNullWhen(true)] out DatabaseUrl? url, [NotNullWhen(false)] out string? problem)
    {
        var path = rest.StartsWith("///", StringComparison.Ordinal) ? rest[2..] : rest;
        problem = path switch
        {
            "" or "/" => "names no file: write sqlite:PATH.",
            ":memory:" => "must name a file: a journal in memory would be gone with the process.",
            _ when path.StartsWith("//", StringComparison.Ordinal) && path == rest => "must be sqlite:PATH or sqlite:///PATH: a file has no host.",
            _ when path.Contains('?') => "takes no options after sqlite:PATH; they are settings of their own.",
            _ => null,
        };
        url = problem is null ? new Sqlite(path) : null;
        return problem is null;
    }

    /// <summary>A file of SQLite's.</summary>
    /// <param name="Path">The file; relative to the working directory unless absolute.</param>
    public sealed record Sqlite(string Path) : DatabaseUrl
    {
        /// <inheritdoc/>
        public override string ToString() => $"sqlite:{Path}";
    }

    /// <summary>A database of a PostgreSQL server.</summary>
    public sealed record Postgres : DatabaseUrl
    {
        internal Postgres(NpgsqlConnectionStringBuilder connection) => ConnectionString = connection.ConnectionString;

        /// <summary>For Npgsql; holds the password.</summary>
        internal string ConnectionString { get; }

        /// <inheritdoc/>
        public override string ToString()
        {
            var connection = new NpgsqlConnectionStringBuilder(ConnectionString);
            return $"postgres://{connection.Host}:{connection.Port}/{connection.Database}";
        }
    }
}
