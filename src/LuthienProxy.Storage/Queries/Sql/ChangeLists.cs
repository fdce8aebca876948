using System.Data.Common;
using System.Text;
using System.Text.Json;
using LuthienProxy.Storage.Queries.Changes;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>Rows of <c>admin_changes</c>, the newest first.</summary>
static class ChangeLists
{
    internal static Task<List<ChangeEntry>> ListAsync(QuerySession session, ChangeFilter filter, IdRange range, int limit)
    {
        var sql = new StringBuilder("""
            select c.change_id, c.changed_at, c.node_id, c.actor, c.origin, c.action, c.subject, c.detail, c.outcome from admin_changes c
            where c.change_id >= @from and c.change_id < @before
            """);
        var values = new List<(string, object?)> { ("from", range.From), ("before", range.Before), ("limit", limit) };
        foreach (var (column, value) in new[]
        {
            ("action", filter.Action), ("actor", filter.Actor), ("subject", filter.Subject), ("node_id", filter.Node),
            ("outcome", filter.Outcome is { } outcome ? QueryWords.Of(outcome) : null),
        })
        {
            if (value is null)
                continue;
            sql.Append($" and c.{column} = @{column}");
            values.Add((column, value));
        }
        sql.Append(" order by c.change_id desc limit @limit");
        return session.ListAsync(sql.ToString(), row => Read(session.Dialect, row), [.. values]);
    }

    static ChangeEntry Read(QueryDialect dialect, DbDataReader row) => new()
    {
        Id = dialect.ReadId(row, 0),
        At = dialect.ReadTime(row, 1),
        Node = row.GetString(2),
        Actor = row.GetString(3),
        Origin = row.GetString(4),
        Action = row.GetString(5),
        Subject = row.IsDBNull(6) ? null : row.GetString(6),
        Detail = row.IsDBNull(7) ? null : JsonElement.Parse(row.GetString(7)),
        Outcome = QueryWords.Outcome(row.GetString(8)),
    };
}
