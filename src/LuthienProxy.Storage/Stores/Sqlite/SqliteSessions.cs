using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores.Planning;

namespace LuthienProxy.Storage.Stores.Sqlite;

/// <summary>Writes <c>sessions</c>.</summary>
sealed class SqliteSessions(Func<string, SqliteStatement> prepare)
{
    readonly SqliteStatement _widen = prepare("""
        insert into sessions (session_id, first_at, last_at) values (?, ?, ?)
        on conflict (session_id) do update set first_at = min(first_at, excluded.first_at), last_at = max(last_at, excluded.last_at)
        """);

    // A title that the agent asked for wins; the first words of a turn serve until then.
    readonly SqliteStatement _name = prepare("""
        update sessions set title = ?2
        where session_id = (select session_id from transactions where transaction_id = ?1 and kind = ?3) and (?4 or title is null)
        """);

    internal void Write(RowGroup rows)
    {
        foreach (var session in rows.Sessions)
            _widen.Bind(session.SessionId).Bind(session.First).Bind(session.Last).Run();
        foreach (var (transaction, title) in rows.Titles)
            _name.Bind(transaction).Bind(title.Title).Bind(RowWords.OfKind(title.Kind)).Bind(title.Kind is CallKind.Title).Run();
    }
}
