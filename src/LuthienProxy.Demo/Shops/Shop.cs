using System.Data.Common;
using System.Globalization;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Demo.Shops;

/// <summary>A real SQLite file with the customers of a shop.</summary>
sealed class Shop : IAsyncDisposable
{
    /// <summary>How many customers there are at first.</summary>
    public const int Customers = 120;

    const int MostRows = 10_000;

    readonly IDatabase _database;

    Shop(IDatabase database) => _database = database;

    /// <summary>Opens the file, and makes it unless it is there.</summary>
    public static Shop Open(string path) => new(Database.Open(new StorageOptions { Url = new DatabaseUrl.Sqlite(path) }, TimeProvider.System));

    /// <summary>Makes a shop with all its customers.</summary>
    public static async Task<Shop> CreateAsync(string path, CancellationToken cancellation)
    {
        var shop = Open(path);
        await shop.RunAsync(
            $"""
            CREATE TABLE customers (id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Customers})
            INSERT INTO customers SELECT i, 'Customer ' || i, CASE i % 5 WHEN 0 THEN 'NO' WHEN 1 THEN 'DE' WHEN 2 THEN 'FR' WHEN 3 THEN 'PL' ELSE 'ES' END FROM n;
            """,
            cancellation);
        return shop;
    }

    /// <summary>Runs a statement; its rows, at most 10,000.</summary>
    /// <exception cref="DbException">SQLite refuses it.</exception>
    public Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync(string sql, CancellationToken cancellation) =>
        _database.WriteAsync((connection, token) => RunAsync(connection, sql, token), cancellation);

    /// <summary>How many customers there are; null when the table is gone.</summary>
    public async Task<int?> CountAsync(CancellationToken cancellation)
    {
        if ((await RunAsync("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'customers'", cancellation)).Count == 0)
            return null;
        return int.Parse((await RunAsync("SELECT count(*) FROM customers", cancellation)).Single().Single(), CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _database.DisposeAsync();

    static async Task<IReadOnlyList<IReadOnlyList<string>>> RunAsync(DbConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<IReadOnlyList<string>>();
        while (rows.Count < MostRows && await reader.ReadAsync(cancellation))
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture) ?? "")]);
        return rows;
    }
}
