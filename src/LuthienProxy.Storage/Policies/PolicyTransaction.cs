using System.Data.Common;
using Dapper;
using LuthienProxy.Storage.Databases;

namespace LuthienProxy.Storage.Policies;

/// <summary>One change of the configured policies, alone with them until its commit. For one caller.</summary>
sealed class PolicyTransaction(DatabaseEngine engine, TimeProvider time, DbTransaction transaction, CancellationToken cancellation)
{
    readonly DbConnection _connection = transaction.Connection!;

    public async Task<PolicyConfig> CreateAsync(NewPolicyConfig wanted, string configuration)
    {
        var last = await _connection.ExecuteScalarAsync<int>(Command(PolicySql.LastVersion, new { wanted.Name }));
        var version = new PolicyVersion(wanted.Name, last + 1);
        await _connection.ExecuteAsync(Command(PolicySql.Insert(engine),
            new { version.Name, version.Version, wanted.Class, Configuration = configuration, wanted.Description, At = Now(), wanted.By }));
        await NoteAsync("create", null, version, wanted.By);
        return await RowAsync(PolicySql.Get, version) ?? throw new InvalidOperationException("The row that was just written is not there.");
    }

    public async Task<PolicyConfig?> ActivateAsync(PolicyVersion version, string by, bool isRollback)
    {
        var wanted = await RowAsync(PolicySql.Get, version);
        if (wanted is null or { IsActive: true })
            return wanted;
        var before = await ActiveAsync();
        await _connection.ExecuteAsync(Command(PolicySql.Deactivate));
        await _connection.ExecuteAsync(Command(PolicySql.Activate, version));
        await NoteAsync(isRollback ? "rollback" : "activate", before, version, by);
        await NotifyAsync();
        return wanted with { IsActive = true };
    }

    public async Task<PolicyVersion?> DeactivateAsync(string by)
    {
        if (await ActiveAsync() is not { } before)
            return null;
        await _connection.ExecuteAsync(Command(PolicySql.Deactivate));
        await NoteAsync("activate", before, null, by);
        await NotifyAsync();
        return before;
    }

    public async Task<PolicyConfig?> RollbackAsync(string by, Action<PolicyConfig> check)
    {
        if (await BeforeAsync() is not { } before || await RowAsync(PolicySql.Get, before) is not { } wanted)
            return null;
        check(wanted);
        return await ActivateAsync(before, by, isRollback: true);
    }

    /// <summary>Deletes one version, or all of the instance.</summary>
    public async Task<PolicyDeletion> DeleteAsync(string name, int? version, string by)
    {
        var rows = (await _connection.QueryAsync<PolicyRow>(Command(PolicySql.AllOf, new { Name = name }))).Where(row => version is null || row.Version == version).ToList();
        if (rows.Count == 0)
            return PolicyDeletion.NotFound;
        if (rows.Exists(row => row.IsActive))
            return PolicyDeletion.IsActive;
        foreach (var gone in rows.Select(row => new PolicyVersion(row.Name, row.Version)))
        {
            await _connection.ExecuteAsync(Command(PolicySql.Delete, gone));
            await NoteAsync("delete", gone, null, by);
        }
        return PolicyDeletion.Deleted;
    }

    /// <summary>What was active before the present one; null when nothing was.</summary>
    async Task<PolicyVersion?> BeforeAsync() =>
        await _connection.QueryFirstOrDefaultAsync<(string? Name, int? Version)>(Command(PolicySql.Before)) is ({ } name, { } version) ? new PolicyVersion(name, version) : null;

    async Task<PolicyConfig?> RowAsync(string sql, PolicyVersion? version) =>
        (await _connection.QuerySingleOrDefaultAsync<PolicyRow>(Command(sql, version)))?.ToConfig();

    async Task<PolicyVersion?> ActiveAsync() => await _connection.QuerySingleOrDefaultAsync<PolicyRow>(Command(PolicySql.ActiveVersion)) is { } row ? new(row.Name, row.Version) : null;

    Task<int> NoteAsync(string action, PolicyVersion? from, PolicyVersion? to, string by) => _connection.ExecuteAsync(Command(PolicySql.Note,
        new { Action = action, FromName = from?.Name, FromVersion = from?.Version, ToName = to?.Name, ToVersion = to?.Version, At = Now(), By = by }));

    async Task NotifyAsync()
    {
        if (PolicySql.Notify(engine) is { } notify)
            await _connection.ExecuteAsync(Command(notify));
    }

    object Now() => StoredValue.Of(engine, time.GetUtcNow());

    CommandDefinition Command(string sql, object? values = null) => new(sql, values, transaction, cancellationToken: cancellation);
}
