using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace LuthienProxy.Storage.Databases;

/// <summary>Reads the two forms in which people name a PostgreSQL database. Problems never repeat what was configured: it may hold a password.</summary>
static class PostgresUrl
{
    const string Forms = "must be postgres://user:password@host:port/db, an Npgsql connection string, or sqlite:PATH.";

    public static bool TryParse(string text, [NotNullWhen(true)] out NpgsqlConnectionStringBuilder? connection, [NotNullWhen(false)] out string? problem)
    {
        connection = null;
        problem = null;
        try
        {
            connection = text.StartsWith("postgres://", StringComparison.Ordinal) || text.StartsWith("postgresql://", StringComparison.Ordinal)
                ? OfUrl(text, out problem)
                : OfConnectionString(text);
        }
        // Each of the two parsers has its own way to refuse; their messages may quote the text.
        catch (Exception cause) when (cause is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            connection = null;
        }
        if (connection is null)
            problem ??= Forms;
        else if (string.IsNullOrEmpty(connection.Host))
            problem = "names no host.";
        return problem is null && connection is not null;
    }

    static NpgsqlConnectionStringBuilder? OfConnectionString(string text) =>
        new DbConnectionStringBuilder { ConnectionString = text }.ContainsKey("Host") ? new NpgsqlConnectionStringBuilder(text) : null;

    static NpgsqlConnectionStringBuilder? OfUrl(string text, out string? problem)
    {
        problem = null;
        // The socket form, postgres:///db?host=/run/postgresql, has no authority, and Uri wants one.
        var isLocal = text.Contains(":///", StringComparison.Ordinal);
        if (!Uri.TryCreate(isLocal ? text.Replace(":///", "://socket/", StringComparison.Ordinal) : text, UriKind.Absolute, out var url) || url.Fragment.Length > 0)
            return null;
        var user = url.UserInfo.Split(':', 2);
        var connection = new NpgsqlConnectionStringBuilder { Host = isLocal ? "" : url.Host };
        if (url.Port > 0)
            connection.Port = url.Port;
        if (user[0].Length > 0)
            connection.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length > 1)
            connection.Password = Uri.UnescapeDataString(user[1]);
        if (url.AbsolutePath.Length > 1)
            connection.Database = Uri.UnescapeDataString(url.AbsolutePath[1..]);
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (!TrySet(connection, option, out var name))
                problem ??= $"has an option '{name}' that is not known, or a value that does not fit it.";
        return connection;
    }

    static bool TrySet(NpgsqlConnectionStringBuilder connection, string option, out string name)
    {
        var pair = option.Split('=', 2);
        name = Uri.UnescapeDataString(pair[0]);
        try
        {
            connection[KeywordOf(name)] = ValueOf(name, Uri.UnescapeDataString(pair.Length > 1 ? pair[1] : ""));
            return true;
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or InvalidCastException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>libpq's names, which URLs carry, as Npgsql's; Npgsql's own pass too.</summary>
    static string KeywordOf(string name) => name switch
    {
        "sslmode" => "SSL Mode",
        "sslrootcert" => "Root Certificate",
        "sslcert" => "SSL Certificate",
        "sslkey" => "SSL Key",
        "sslpassword" => "SSL Password",
        "application_name" => "Application Name",
        "connect_timeout" => "Timeout",
        "target_session_attrs" => "Target Session Attributes",
        "search_path" => "Search Path",
        "client_encoding" => "Client Encoding",
        "user" => "Username",
        "dbname" => "Database",
        _ => name,
    };

    // verify-ca and verify-full are VerifyCA and VerifyFull there.
    static string ValueOf(string name, string value) => name == "sslmode" ? value.Replace("-", "", StringComparison.Ordinal) : value;
}
