using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Migrations;

/// <summary>What a database's own catalog says of its tables, columns and indexes: one line each, in order.</summary>
static class SchemaCatalog
{
    const string Postgres = """
        select line from (
        select 'column ' || table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'NO' then ' not null' else '' end
            || coalesce(' default ' || column_default, '') as line
        from information_schema.columns where table_schema = 'public'
        union all
        select 'index ' || replace(replace(indexdef, 'public.', ''), 'CREATE ', '') from pg_indexes where schemaname = 'public'
        union all
        select 'check ' || conrelid::regclass || ' ' || pg_get_constraintdef(oid) from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace
        ) catalog order by line collate "C"
        """;

    // A full-text table keeps its own tables beside it; their form is SQLite's affair.
    const string Sqlite = """
        with named as (select * from sqlite_master where name not like 'sqlite!_%' escape '!' and name not like 'search!_documents!_%' escape '!')
        select 'column ' || t.name || '.' || c.name || ' ' || c.type || iif(c."notnull", ' not null', '') || coalesce(' default ' || c.dflt_value, '') || iif(c.pk, ' key ' || c.pk, '') as line
        from named t join pragma_table_info(t.name) c where t.type = 'table' and t.sql not like 'create virtual%'
        union all
        select 'unique ' || t.name || ' (' || (select group_concat(name, ', ') from (select name from pragma_index_info(i.name) order by seqno)) || ')'
        from named t join pragma_index_list(t.name) i where t.type = 'table' and i.origin <> 'c'
        union all
        select lower(type) || ' ' || sql from named where type <> 'table' or sql like 'create virtual%'
        order by line
        """;

    public static Task<IReadOnlyList<string>> OfAsync(IDatabase database) => database.ListAsync<string>(database.Engine == DatabaseEngine.Postgres ? Postgres : Sqlite);

    /// <summary>The names of the tables.</summary>
    public static async Task<IReadOnlyList<string>> TablesAsync(IDatabase database) =>
    [
        .. (await OfAsync(database)).Where(line => line.StartsWith("column ", StringComparison.Ordinal)).Select(line => line.Split(' ')[1].Split('.')[0])
            .Concat((await OfAsync(database)).Where(line => line.Contains("virtual table ", StringComparison.OrdinalIgnoreCase)).Select(_ => "search_documents")).Distinct(),
    ];
}
