using Npgsql;
using NpgsqlTypes;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>Statements that travel together, each over columns of values, prepared once for each connection. Not thread-safe.</summary>
sealed class PostgresBatch(NpgsqlConnection connection) : IAsyncDisposable
{
    readonly NpgsqlBatch _batch = connection.CreateBatch();

    /// <summary>Adds a statement.</summary>
    /// <param name="sql">Its text: the same for any number of rows, so that it is prepared once.</param>
    /// <param name="parameters">Its parameters, $1 and on.</param>
    internal PostgresBatch Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
            command.Parameters.Add(parameter);
        _batch.BatchCommands.Add(command);
        return this;
    }

    internal async Task RunAsync(CancellationToken cancellation)
    {
        await _batch.PrepareAsync(cancellation);
        await _batch.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>Runs them; the results of those that answer with rows follow one another.</summary>
    internal async Task<NpgsqlDataReader> ReadAsync(CancellationToken cancellation)
    {
        await _batch.PrepareAsync(cancellation);
        return await _batch.ExecuteReaderAsync(cancellation);
    }

    /// <summary>A column of values, one for each row, as the statement's <c>unnest</c> takes it.</summary>
    internal static NpgsqlParameter Column<TRow, T>(IReadOnlyList<TRow> rows, NpgsqlDbType type, Func<TRow, T> value)
    {
        var column = new T[rows.Count];
        for (var i = 0; i < column.Length; i++)
            column[i] = value(rows[i]);
        return new NpgsqlParameter<T[]> { TypedValue = column, NpgsqlDbType = NpgsqlDbType.Array | type };
    }

    internal static NpgsqlParameter Value<T>(T value, NpgsqlDbType type) => new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type };

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
