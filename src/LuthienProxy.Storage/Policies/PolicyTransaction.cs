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
        var before = await RowAsync(PolicySql.Active, null);
        await _connection.ExecuteAsync(Command(PolicySql.Deactivate));
        await _connection.ExecuteAsync(Command(PolicySql.Activate, version));
        await NoteAsync(isRollback ? "rollback" : "activate", before?.Version, version, by);
        return wanted with { IsActive = true };
    }

    /// <summary>What was active before the present one; null when nothing was.</summary>
    public async Task<PolicyVersion?> BeforeAsync() =>
        await _connection.QueryFirstOrDefaultAsync<(string? Name, int? Version)>(Command(PolicySql.Before)) is ({ } name, { } version) ? new PolicyVersion(name, version) : null;

    async Task<PolicyConfig?> RowAsync(string sql, PolicyVersion? version) =>
        (await _connection.QuerySingleOrDefaultAsync<PolicyRow>(Command(sql, version)))?.ToConfig();

    Task<int> NoteAsync(string action, PolicyVersion? from, PolicyVersion to, string by) => _connection.ExecuteAsync(Command(PolicySql.Note,
        new { Action = action, FromName = from?.Name, FromVersion = from?.Version, ToName = to.Name, ToVersion = to.Version, At = Now(), By = by }));

    object Now() => StoredValue.Of(engine, time.GetUtcNow());

    CommandDefinition Command(string sql, object? values = null) => new(sql, values, transaction, cancellationToken: cancellation);
}
