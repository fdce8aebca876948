using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>A connection for the length of one query, and how its engine writes. Not thread-safe.</summary>
sealed class QuerySession(DbConnection connection, QueryDialect dialect, CancellationToken stop)
{
    internal QueryDialect Dialect { get; } = dialect;

    /// <summary>Ends when the query must.</summary>
    internal CancellationToken Stop { get; } = stop;

    /// <summary>All rows of a statement.</summary>
    internal async Task<List<T>> ListAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
            Add(command, name, value);
        await using var rows = await command.ExecuteReaderAsync(Stop);
        var list = new List<T>();
        while (await rows.ReadAsync(Stop))
            list.Add(read(rows));
        return list;
    }

    /// <summary>The one row of a statement; null when there is none.</summary>
    internal async Task<T?> FindAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object? Value)[] parameters) where T : class =>
        (await ListAsync(sql, read, parameters)).FirstOrDefault();

    /// <summary>Runs statements by their indexes, whatever the planner thinks of it.</summary>
    internal async Task<T> ByIndexAsync<T>(Func<Task<T>> read)
    {
        if (Dialect.AvoidScansSql is not { } avoid)
            return await read();
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await using var command = connection.CreateCommand();
        command.CommandText = avoid;
        await command.ExecuteNonQueryAsync(Stop);
        var result = await read();
        await transaction.CommitAsync(Stop);
        return result;
    }

    void Add(DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value switch
        {
            null => DBNull.Value,
            TransactionId id => Dialect.Id(id),
            IReadOnlyList<TransactionId> ids => Dialect.Ids(ids),
            ContentHash hash => Dialect.Hash(hash),
            IReadOnlyCollection<ContentHash> hashes => Dialect.Hashes(hashes),
            DateTimeOffset time => Dialect.Time(time),
            _ => value,
        };
        command.Parameters.Add(parameter);
    }
}
