using System.Data.Common;

namespace LuthienProxy.Host.Settings;

/// <summary>The three forms that <c>DATABASE_URL</c> may have.</summary>
static class DatabaseUrl
{
    public static bool IsValid(string value) =>
        value.StartsWith("sqlite:", StringComparison.Ordinal) && value.Length > "sqlite:".Length || IsPostgresUrl(value) || IsConnectionString(value);

    static bool IsPostgresUrl(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "postgres" or "postgresql" && url.Host.Length > 0;

    static bool IsConnectionString(string value)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = value }.ContainsKey("Host");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
