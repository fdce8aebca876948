using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>SQLite: blobs of 16 bytes, microseconds, lists as JSON of hexadecimal digits.</summary>
sealed class SqliteDialect : QueryDialect
{
    internal override string IsFound => "search_documents match @text";

    internal override string SearchSource => "join search_documents on search_documents.rowid = t.rowid";

    internal override string FoundSql => """
        select t.transaction_id from (select rowid as found from search_documents where search_documents match @text limit @limit) s join transactions t on t.row_id = s.found
        """;

    // By itself the planner takes the index of all decisions, and looks into each of them.
    internal override string ShadowSource => "transaction_events e indexed by transaction_events_shadow";

    internal override string IsShadow => """instr(e.data, '"is_shadow":true') > 0""";

    internal override string? AvoidScansSql => null;

    internal override string SchemaSql => "select 1 from sqlite_master where type = 'table' and name = 'transactions'";

    internal override string IsOneOf(string column, string parameter) => $"{column} in (select unhex(value) from json_each({parameter}))";

    internal override object Id(TransactionId id) => id.Value.ToByteArray(bigEndian: true);

    internal override object Ids(IEnumerable<TransactionId> ids) => Json(ids.Select(static id => id.ToString()));

    internal override object Hash(ContentHash hash) => hash.ToArray();

    internal override object Hashes(IEnumerable<ContentHash> hashes) => Json(hashes.Select(static hash => hash.ToString()));

    internal override object Time(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    internal override string Search(Search.SearchQuery query) => query.ToFts5();

    internal override TransactionId ReadId(DbDataReader row, int column) => new(new Guid(row.GetFieldValue<byte[]>(column), bigEndian: true));

    internal override DateTimeOffset ReadTime(DbDataReader row, int column) => DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);

    internal override bool ReadFlag(DbDataReader row, int column) => row.GetInt64(column) != 0;

    // Hexadecimal digits need no escapes.
    static string Json(IEnumerable<string> digits) => $"[{string.Join(',', digits.Select(static text => $"\"{text}\""))}]";
}
