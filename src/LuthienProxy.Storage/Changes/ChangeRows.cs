using System.Text.Json;
using Dapper;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.Postgres;
using LuthienProxy.Storage.Stores.Sqlite;

namespace LuthienProxy.Storage.Changes;

/// <summary>Writes rows of <c>admin_changes</c>. Thread-safe.</summary>
/// <param name="database">The database, its schema up to date.</param>
sealed class ChangeRows(IDatabase database)
{
    string Sql => $"""
        insert into admin_changes (change_id, changed_at, node_id, actor, origin, action, subject, detail, outcome)
        values (@Id, @At, @Node, @Actor, @Origin, @Action, @Subject, {(database.Engine == DatabaseEngine.Postgres ? "@Detail::jsonb" : "@Detail")}, @Outcome)
        on conflict (change_id) do update set subject = excluded.subject, detail = excluded.detail, outcome = excluded.outcome
        """;

    /// <summary>Puts a change on record, or what became of one that is.</summary>
    /// <returns>Why the engine can never hold it; null when it is committed.</returns>
    /// <exception cref="StoreException">Nothing is known to be written.</exception>
    public async Task<Exception?> WriteAsync(AdministrativeChange change, CancellationToken cancellation)
    {
        try
        {
            await database.WriteAsync((connection, stop) => connection.ExecuteAsync(new CommandDefinition(Sql, Values(change), cancellationToken: stop)), cancellation);
            return null;
        }
        catch (Exception failure) when (IsUnstorable(failure))
        {
            return failure;
        }
        catch (Exception failure) when (FaultOf(failure) is { } fault)
        {
            throw new StoreException(fault, failure);
        }
    }

    object Values(AdministrativeChange change) => new
    {
        Id = StoredValue.Of(database.Engine, new TransactionId(change.Id)),
        At = StoredValue.Of(database.Engine, change.At),
        Node = RowText.Line(change.Node, RowText.MaxName),
        Actor = RowText.Line(change.Actor, RowText.MaxName),
        Origin = RowText.Line(change.Origin, RowText.MaxName),
        Action = RowText.Line(change.Action, RowText.MaxName),
        Subject = RowText.Line(change.Subject, RowText.MaxName),
        change.Detail,
        Outcome = JsonNamingPolicy.SnakeCaseLower.ConvertName(change.Outcome.ToString()),
    };

    bool IsUnstorable(Exception failure) => database.Engine == DatabaseEngine.Postgres ? PostgresFaults.IsUnstorable(failure) : SqliteFaults.IsUnstorable(failure);

    StoreFault? FaultOf(Exception failure) => database.Engine == DatabaseEngine.Postgres ? PostgresFaults.Of(failure) : SqliteFaults.Of(failure);
}
