using System.Data.Common;
using System.Text.Json;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Migrations;
using LuthienProxy.Storage.Policies;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Writers;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The policies that the database says are active. What it last said is kept on this node's disk, and is the answer while a database that was never reached by
/// this process is away.
/// </summary>
sealed class DatabasePolicies(PolicyConfigs configs, MigratingStore store, ChainBuilder builder, LastActiveFile copy, StorageOptions options, TimeProvider time) : IPolicySource
{
    const string NothingMark = "none";

    bool _isReached;
    string? _copyFault;
    (PolicyVersion Version, PolicySupply Answer)? _refused;

    public string Name => "db";

    public async Task<PolicySupply> AskAsync(string? known, CancellationToken cancellation)
    {
        try
        {
            // A new database that was away at the start has no schema yet.
            if (!store.IsReady)
                await MigrateAsync(cancellation);
            var active = await configs.ActiveVersionAsync(cancellation);
            _isReached = true;
            if (active is not null && active == _refused?.Version)
                return _refused.Value.Answer;
            return MarkOf(active) == known ? new PolicySupply.Unchanged { Reasons = Faults() } : await LoadAsync(cancellation);
        }
        catch (Exception cause) when (cause is DbException or TimeoutException or PoolExhaustedException or StoreException or MigrationRefusedException or IOException)
        {
            var reason = $"the database cannot be asked which policies are active ({cause.GetType().Name})";
            return _isReached || known is not null ? Silent(reason) : FromCopy(reason);
        }
    }

    async Task<PolicySupply> LoadAsync(CancellationToken cancellation)
    {
        if (await configs.ActiveAsync(cancellation) is not { } stored)
        {
            Keep(PolicyInstance.None);
            return new PolicySupply.Nothing(NothingMark) { Reasons = Faults() };
        }
        var answer = Built(stored);
        if (answer is PolicySupply.Says says)
        {
            Keep(says.Instance);
            return says with { Reasons = Faults() };
        }
        _refused = (stored.Version, answer);
        return answer;
    }

    PolicySupply Built(PolicyConfig stored)
    {
        try
        {
            return Built(StoredPolicies.Instance(stored));
        }
        catch (JsonException cause)
        {
            return Silent($"the active {stored.Version.Name} version {stored.Version.Version} cannot be read: {cause.Message}");
        }
    }

    PolicySupply Built(PolicyInstance instance) => builder.Build(instance) switch
    {
        ChainBuild.Built built => new PolicySupply.Says(instance, built.Chain, MarkOf(instance)),
        ChainBuild.Refused refused => Silent($"{instance} is active and cannot be used on this node: {string.Join(" ", refused.Problems)}"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    PolicySupply FromCopy(string reason)
    {
        if (copy.Read() is not { } last)
            return Silent(reason + ", and this node has no copy of what was active before");
        IReadOnlyList<string> reasons = [reason + ": what was active before is used"];
        return last.Name is null ? new PolicySupply.Nothing(NothingMark) { Reasons = reasons } : Built(last) is PolicySupply.Says says ? says with { Reasons = reasons } : Silent(reason + ", and the copy of what was active before cannot be used on this node");
    }

    void Keep(PolicyInstance instance)
    {
        _refused = null;
        _copyFault = copy.Write(instance);
    }

    async Task MigrateAsync(CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(options.QueryTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            await store.MigrateAsync(either.Token);
        }
        catch (OperationCanceledException cause) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException("The database's schema did not become ready in time.", cause);
        }
    }

    string[] Faults() => _copyFault is null ? [] : [_copyFault];

    static PolicySupply.Silent Silent(string reason) => new() { Reasons = [reason] };

    static string MarkOf(PolicyVersion? version) => version is null ? NothingMark : $"{version.Name}@{version.Version}";

    static string MarkOf(PolicyInstance instance) => $"{instance.Name}@{instance.Version}";
}
