using System.Data.Common;
using Dapper;
using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Tests.Databases;

/// <summary>Short ways to have a database and to ask it.</summary>
public static class TestDatabases
{
    /// <summary>Options for an empty database of the test's own on the shared server.</summary>
    public static async Task<StorageOptions> PostgresAsync(PostgresServer? server = null) =>
        Options(await (server ?? await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    /// <summary>Options for a URL.</summary>
    public static StorageOptions Options(string url)
    {
        DatabaseUrl.TryParse(url, out var parsed, out var problem).ShouldBeTrue(problem);
        return new StorageOptions { Url = parsed! };
    }

    public static Task<int> ExecuteAsync(this IDatabase database, string sql, object? values = null) =>
        database.WriteAsync((connection, stop) => connection.ExecuteAsync(new CommandDefinition(sql, values, cancellationToken: stop)), CancellationToken.None);

    public static Task<T?> ScalarAsync<T>(this IDatabase database, string sql, object? values = null) =>
        database.ReadAsync((connection, stop) => ScalarAsync<T>(connection, sql, values, stop), CancellationToken.None);

    public static Task<IReadOnlyList<T>> ListAsync<T>(this IDatabase database, string sql, object? values = null) =>
        database.ReadAsync<IReadOnlyList<T>>(async (connection, stop) => [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: stop))], CancellationToken.None);

    static Task<T?> ScalarAsync<T>(DbConnection connection, string sql, object? values, CancellationToken stop) =>
        connection.ExecuteScalarAsync<T>(new CommandDefinition(sql, values, cancellationToken: stop));
}
