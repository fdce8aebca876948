using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>A real PostgreSQL server.</summary>
public sealed class PostgresRecordedCallsSpec : RecordedCallsSpec
{
    protected override async Task<string> DatabaseAsync() => await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
}
