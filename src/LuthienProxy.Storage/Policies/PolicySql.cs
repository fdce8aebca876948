using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Policies;

/// <summary>The statements of <see cref="PolicyConfigs"/>: the engines differ in how a document is held and in how a change keeps others out.</summary>
static class PolicySql
{
    const string Columns = """
        select name as Name, version as Version, class as Class, cast(configuration as text) as Configuration, description as Description,
            is_active as IsActive, created_at as CreatedAt, created_by as CreatedBy
        from policy_config
        """;

    internal const string Get = $"{Columns} where name = @Name and version = @Version";

    internal const string Active = $"{Columns} where is_active";

    // No name is empty, so the empty one stands before the first.
    internal const string Page = $"{Columns} where name > @Name or (name = @Name and version < @Version) order by name, version desc limit @Limit";

    internal const string Versions = $"{Columns} where name = @Name and version < @Before order by version desc limit @Limit";

    internal const string ActiveVersion = "select name as Name, version as Version from policy_config where is_active";

    internal const string Instances = """
        select c.name as Name, c.class as Class, c.description as Description, c.version as NewestVersion, c.created_at as CreatedAt, c.created_by as CreatedBy,
            (select a.version from policy_config a where a.name = c.name and a.is_active) as ActiveVersion,
            (select cast(count(*) as integer) from policy_config v where v.name = c.name) as Versions
        from policy_config c
        where c.name > @After and c.version = (select max(m.version) from policy_config m where m.name = c.name)
        order by c.name limit @Limit
        """;

    // A number that was deleted is not given out again: the history would name two things by it.
    internal const string LastVersion = """
        select coalesce(max(version), 0) from (
            select version from policy_config where name = @Name
            union all select to_version from policy_history where to_name = @Name and action = 'create') as known
        """;

    internal const string Delete = "delete from policy_config where name = @Name and version = @Version";

    internal const string AllOf = $"{Columns} where name = @Name order by version";

    internal const string Deactivate = "update policy_config set is_active = false where is_active";

    internal const string Activate = "update policy_config set is_active = true where name = @Name and version = @Version";

    /// <summary>What was active before the last change of that.</summary>
    internal const string Before = """
        select from_name as Name, from_version as Version from policy_history where action in ('activate', 'rollback') order by history_id desc limit 1
        """;

    internal const string Note = """
        insert into policy_history (action, from_name, from_version, to_name, to_version, changed_at, changed_by)
        values (@Action, @FromName, @FromVersion, @ToName, @ToVersion, @At, @By)
        """;

    internal const string History = """
        select history_id as Number, action as Action, from_name as FromName, from_version as FromVersion, to_name as ToName, to_version as ToVersion,
            changed_at as ChangedAt, changed_by as ChangedBy
        from policy_history where history_id < @Before order by history_id desc limit @Limit
        """;

    /// <summary>Wakes the nodes that listen, when the change commits and only then; null where there is nobody to wake.</summary>
    internal static string? Notify(DatabaseEngine engine) => engine == DatabaseEngine.Postgres ? $"select pg_notify('{PolicyNotices.Channel}', '')" : null;

    /// <summary>Readers go on meanwhile; other changes wait for this one's end. An embedded database's transaction begins with the right to write.</summary>
    internal static string? KeepOthersOut(DatabaseEngine engine) => engine == DatabaseEngine.Postgres ? "lock table policy_config in exclusive mode" : null;

    internal static string Insert(DatabaseEngine engine) => $"""
        insert into policy_config (name, version, class, configuration, description, created_at, created_by)
        values (@Name, @Version, @Class, {(engine == DatabaseEngine.Postgres ? "@Configuration::jsonb" : "@Configuration")}, @Description, @At, @By)
        """;
}
