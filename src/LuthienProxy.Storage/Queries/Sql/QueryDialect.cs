using System.Data.Common;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Content;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Queries.Sql;

/// <summary>What the engines write differently in the same statements: values, and a few phrases. Stateless; thread-safe.</summary>
abstract class QueryDialect
{
    internal static QueryDialect Of(DatabaseEngine engine) => engine is DatabaseEngine.Postgres ? new PostgresDialect() : new SqliteDialect();

    /// <summary>A condition that holds where a column of hashes or ids is one of a parameter's.</summary>
    internal abstract string IsOneOf(string column, string parameter);

    /// <summary>A condition that holds where the call <c>t</c> is found by the search in <c>@text</c>; it may be used by the join of <see cref="SearchSource"/> only.</summary>
    internal abstract string IsFound { get; }

    /// <summary>The table of search documents, joined to the calls <c>t</c>.</summary>
    internal abstract string SearchSource { get; }

    /// <summary>The ids of any <c>@limit</c> calls that the search in <c>@text</c> finds.</summary>
    internal abstract string FoundSql { get; }

    /// <summary>Events <c>e</c>, to be asked for decisions in shadow by their index.</summary>
    internal abstract string ShadowSource { get; }

    /// <summary>A condition that holds for a decision <c>e</c> in shadow; written as its index has it.</summary>
    internal abstract string IsShadow { get; }

    /// <summary>A statement after which, to the end of the transaction, no table is gone through from end to end; null when that is never done.</summary>
    internal abstract string? AvoidScansSql { get; }

    /// <summary>One row where the journal's tables are there; none before the first migration.</summary>
    internal abstract string SchemaSql { get; }

    internal abstract object Id(TransactionId id);

    internal abstract object Ids(IEnumerable<TransactionId> ids);

    internal abstract object Hash(ContentHash hash);

    internal abstract object Hashes(IEnumerable<ContentHash> hashes);

    internal abstract object Time(DateTimeOffset time);

    internal abstract string Search(Search.SearchQuery query);

    internal abstract TransactionId ReadId(DbDataReader row, int column);

    internal abstract DateTimeOffset ReadTime(DbDataReader row, int column);

    internal abstract bool ReadFlag(DbDataReader row, int column);
}
