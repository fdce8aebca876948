using System.Data.Common;
using System.Text;
using Dapper;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;

namespace LuthienProxy.Storage.Policies;

/// <summary>
/// The policies that people have configured: named instances, every change a new version, at most one version of all active, and the history of who made
/// it so. A change and its history are one commit; nodes that share a database change it one after the other. Thread-safe.
/// </summary>
/// <remarks>
/// Nothing is kept in memory: every answer is the database's. What a commit promises is the database's word: it outlives the process, and with
/// <see cref="StorageOptions.IsDurable"/> (or a server that flushes) the machine. Besides what is named, every method throws what <see cref="IDatabase"/> does.
/// </remarks>
/// <param name="database">The journal's database, its schema up to date.</param>
/// <param name="time">When changes happen.</param>
public sealed class PolicyConfigs(IDatabase database, TimeProvider time)
{
    /// <summary>The most UTF-8 bytes of one configuration: a page of them must fit into memory easily.</summary>
    public const int MaxConfigurationBytes = 128 * 1024;

    /// <summary>Stores the next version of an instance, not active; of a new instance version 1.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the configuration too long.</exception>
    public Task<PolicyConfig> CreateAsync(NewPolicyConfig wanted, CancellationToken cancellation)
    {
        var configuration = Checked(wanted);
        return ChangeAsync(change => change.CreateAsync(wanted, configuration), cancellation);
    }

    /// <summary>Stores the next version of an instance and makes it the active one: both or neither.</summary>
    /// <exception cref="ArgumentException">The name is empty, or the configuration too long.</exception>
    public Task<PolicyConfig> EnableAsync(NewPolicyConfig wanted, CancellationToken cancellation)
    {
        var configuration = Checked(wanted);
        return ChangeAsync(async change => (await change.ActivateAsync((await change.CreateAsync(wanted, configuration)).Version, wanted.By, isRollback: false))!, cancellation);
    }

    /// <summary>Makes a version the one that is active. When it is that already, nothing changes, the history neither.</summary>
    /// <returns>The version; null when there is none such, and then nothing has changed.</returns>
    public Task<PolicyConfig?> ActivateAsync(PolicyVersion version, string by, CancellationToken cancellation) =>
        ChangeAsync(change => change.ActivateAsync(version, by, isRollback: false), cancellation);

    /// <summary>Makes none active.</summary>
    /// <returns>What was active; null when nothing was, and then nothing has changed.</returns>
    public Task<PolicyVersion?> DeactivateAsync(string by, CancellationToken cancellation) => ChangeAsync(change => change.DeactivateAsync(by), cancellation);

    /// <summary>Makes the version active that was so before the last change of that. It is a change like others: a second one goes back to where the first began.</summary>
    /// <param name="by">Who wants it.</param>
    /// <param name="check">Sees the version before anything changes; what it throws ends the change.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The version; null when none was active before or it is gone, and then nothing has changed.</returns>
    public Task<PolicyConfig?> RollbackAsync(string by, Action<PolicyConfig> check, CancellationToken cancellation) =>
        ChangeAsync(change => change.RollbackAsync(by, check), cancellation);

    /// <summary>Deletes one version of an instance that is not active. Its number is not given out again.</summary>
    public Task<PolicyDeletion> DeleteAsync(PolicyVersion version, string by, CancellationToken cancellation) =>
        ChangeAsync(change => change.DeleteAsync(version.Name, version.Version, by), cancellation);

    /// <summary>Deletes an instance, with all versions, none of which may be active.</summary>
    public Task<PolicyDeletion> DeleteAsync(string name, string by, CancellationToken cancellation) =>
        ChangeAsync(change => change.DeleteAsync(name, null, by), cancellation);

    /// <summary>Which version is active, and no more: cheap enough to be asked twice a second. Null when none is.</summary>
    public async Task<PolicyVersion?> ActiveVersionAsync(CancellationToken cancellation) =>
        (await ReadAsync<PolicyRow>(PolicySql.ActiveVersion, null, cancellation)) is [var row] ? new PolicyVersion(row.Name, row.Version) : null;

    /// <summary>The version that is active; null when none is.</summary>
    public async Task<PolicyConfig?> ActiveAsync(CancellationToken cancellation) =>
        (await ReadAsync<PolicyRow>(PolicySql.Active, null, cancellation)) is [var row] ? row.ToConfig() : null;

    /// <summary>One version; null when there is none such.</summary>
    public async Task<PolicyConfig?> FindAsync(PolicyVersion version, CancellationToken cancellation) =>
        (await ReadAsync<PolicyRow>(PolicySql.Get, version, cancellation)) is [var row] ? row.ToConfig() : null;

    /// <summary>A page of all instances' versions: instances by name, of each the newest version first.</summary>
    /// <param name="limit">How many at most: 1 to <see cref="QueryOptions.MaxPage"/>.</param>
    /// <param name="after">The last version of the page before; null for the first page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not one.</exception>
    public async Task<IReadOnlyList<PolicyConfig>> ListAsync(int limit, PolicyVersion? after, CancellationToken cancellation)
    {
        Check(limit);
        var rows = await ReadAsync<PolicyRow>(PolicySql.Page, new { Name = after?.Name ?? "", Version = after?.Version ?? 0, Limit = limit }, cancellation);
        return [.. rows.Select(row => row.ToConfig())];
    }

    /// <summary>A page of the instances, by name.</summary>
    /// <param name="limit">How many at most: 1 to <see cref="QueryOptions.MaxPage"/>.</param>
    /// <param name="after">The last name of the page before; null for the first page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not one.</exception>
    public async Task<IReadOnlyList<PolicyInstanceEntry>> InstancesAsync(int limit, string? after, CancellationToken cancellation)
    {
        Check(limit);
        return [.. (await ReadAsync<PolicyInstanceRow>(PolicySql.Instances, new { After = after ?? "", Limit = limit }, cancellation)).Select(row => row.ToEntry())];
    }

    /// <summary>A page of an instance's versions, the newest first; empty when there is no such instance.</summary>
    /// <param name="name">The instance.</param>
    /// <param name="limit">How many at most: 1 to <see cref="QueryOptions.MaxPage"/>.</param>
    /// <param name="before">The last version of the page before; null for the first page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not one.</exception>
    public async Task<IReadOnlyList<PolicyConfig>> VersionsAsync(string name, int limit, int? before, CancellationToken cancellation)
    {
        Check(limit);
        var rows = await ReadAsync<PolicyRow>(PolicySql.Versions, new { Name = name, Before = before ?? int.MaxValue, Limit = limit }, cancellation);
        return [.. rows.Select(row => row.ToConfig())];
    }

    /// <summary>A page of the history, the newest change first.</summary>
    /// <param name="limit">How many at most: 1 to <see cref="QueryOptions.MaxPage"/>.</param>
    /// <param name="before">The <see cref="PolicyChange.Number"/> of the last change of the page before; null for the first page.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not one.</exception>
    public async Task<IReadOnlyList<PolicyChange>> HistoryAsync(int limit, long? before, CancellationToken cancellation)
    {
        Check(limit);
        var rows = await ReadAsync<PolicyChangeRow>(PolicySql.History, new { Before = before ?? long.MaxValue, Limit = limit }, cancellation);
        return [.. rows.Select(row => row.ToChange())];
    }

    static string Checked(NewPolicyConfig wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentException.ThrowIfNullOrEmpty(wanted.Name, nameof(wanted));
        var configuration = wanted.Configuration.GetRawText();
        return Encoding.UTF8.GetByteCount(configuration) <= MaxConfigurationBytes
            ? configuration
            : throw new ArgumentException($"The configuration is longer than {MaxConfigurationBytes} bytes.", nameof(wanted));
    }

    static void Check(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, QueryOptions.MaxPage);
    }

    Task<IReadOnlyList<T>> ReadAsync<T>(string sql, object? values, CancellationToken cancellation) => database.ReadAsync<IReadOnlyList<T>>(
        async (connection, stop) => [.. await connection.QueryAsync<T>(new CommandDefinition(sql, values, cancellationToken: stop))], cancellation);

    Task<T> ChangeAsync<T>(Func<PolicyTransaction, Task<T>> change, CancellationToken cancellation) =>
        database.WriteAsync((connection, stop) => ChangeAsync(connection, change, stop), cancellation);

    async Task<T> ChangeAsync<T>(DbConnection connection, Func<PolicyTransaction, Task<T>> change, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (PolicySql.KeepOthersOut(database.Engine) is { } keepOut)
            await connection.ExecuteAsync(new CommandDefinition(keepOut, transaction: transaction, cancellationToken: stop));
        var answer = await change(new PolicyTransaction(database.Engine, time, transaction, stop));
        await transaction.CommitAsync(stop);
        return answer;
    }
}
