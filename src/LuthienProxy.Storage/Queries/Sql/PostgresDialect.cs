using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>PostgreSQL: UUIDs, time stamps, arrays.</summary>
sealed class PostgresDialect : QueryDialect
{
    internal override string IsFound => "s.is_found";

    // Call by call, the newest first, until the page is full: left to itself the planner takes the index of words for each window, and reads all calls that
    // hold a frequent word. "offset 0" keeps it from seeing through.
    internal override string SearchSource =>
        "cross join lateral (select f.document @@ @text::tsquery as is_found from search_documents f where f.transaction_id = t.transaction_id offset 0) s";

    internal override string FoundSql => "select s.transaction_id from search_documents s where s.document @@ @text::tsquery limit @limit";

    internal override string ShadowSource => "transaction_events e";

    internal override string IsShadow => """e.data @> '{"is_shadow": true}'""";

    // The planner takes two frequent words that never meet for a frequent pair, and would look for it in every row.
    internal override string AvoidScansSql => "set local enable_seqscan = off";

    internal override string SchemaSql => "select 1 where to_regclass('transactions') is not null";

    internal override string IsOneOf(string column, string parameter) => $"{column} = any({parameter})";

    internal override object Id(TransactionId id) => id.Value;

    internal override object Ids(IEnumerable<TransactionId> ids) => ids.Select(static id => id.Value).ToArray();

    internal override object Hash(ContentHash hash) => hash.ToArray();

    internal override object Hashes(IEnumerable<ContentHash> hashes) => hashes.Select(static hash => hash.ToArray()).ToArray();

    internal override object Time(DateTimeOffset time) => time.UtcDateTime;

    internal override string Search(Search.SearchQuery query) => query.ToTsQuery();

    internal override TransactionId ReadId(DbDataReader row, int column) => new(row.GetGuid(column));

    internal override DateTimeOffset ReadTime(DbDataReader row, int column) => new(row.GetDateTime(column), TimeSpan.Zero);

    internal override bool ReadFlag(DbDataReader row, int column) => row.GetBoolean(column);
}
