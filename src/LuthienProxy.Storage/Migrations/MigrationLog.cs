using Microsoft.Extensions.Logging;

namespace LuthienProxy.Storage.Migrations;

/// <summary>What bringing the schema up to date logs.</summary>
static partial class MigrationLog
{
    [LoggerMessage(4100, LogLevel.Information, "Applied {file} to the database")]
    public static partial void Applied(ILogger log, string file);

    [LoggerMessage(4101, LogLevel.Information, "The database's schema is up to date at {number:0000}")]
    public static partial void UpToDate(ILogger log, int number);
}
