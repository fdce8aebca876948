using System.Data.Common;
using System.Text.Json;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.Logging;
using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Policies;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The policies of one call: those in use, or those that an administrator asks for in <c>X-Luthien-Policy</c>, for this call alone (000-09). Thread-safe.
/// </summary>
/// <remarks>
/// The header names an instance of the database, and means its newest version; <c>name@version</c> means that version. It needs the admin key in
/// <c>X-Luthien-Admin-Key</c>, and is never ignored: a call that cannot be run as asked is refused. Neither header goes upstream.
/// </remarks>
sealed class CallPolicies(ChainInUse inUse, PolicyConfigs configs, ChainBuilder builder, AdminKey adminKey, ILogger<CallPolicies> log)
{
    const string Policy = "X-Luthien-Policy";
    const string Key = "X-Luthien-Admin-Key";

    readonly KeyDigest _key = new(adminKey.Value);
    readonly OverrideCache _built = new();

    /// <summary>The policies for a call that is made now.</summary>
    /// <exception cref="RequestRejectedException">Nobody knows which are active, or what the call asks for cannot be had.</exception>
    public async ValueTask<ActiveChain> ForAsync(HttpRequest request, TransactionId id) => await OverrideAsync(request, id) ?? inUse.ForNewCall();

    /// <summary>The policies that a call asks for; null when it asks for none.</summary>
    /// <exception cref="RequestRejectedException">What it asks for cannot be had.</exception>
    public async ValueTask<ActiveChain?> OverrideAsync(HttpRequest request, TransactionId id)
    {
        if (!request.Headers.TryGetValue(Policy, out var wanted))
            return null;
        Authorize(request.Headers);
        if (wanted is not [{ } text] || Named(text) is not { } choice)
            throw Refused(ErrorKind.InvalidRequest, "policy_override_invalid", $"{Policy} must be given once, as the name of a policy instance or as name@version.");
        var stored = await FindAsync(choice, request.HttpContext.RequestAborted)
            ?? throw Refused(ErrorKind.InvalidRequest, "policy_not_found", $"{Policy} names a policy instance, or a version of one, that there is not.");
        var chain = _built.Find(stored.Version) ?? _built.Keep(stored.Version, Built(stored));
        PolicyHostLog.Overridden(log, id, stored.Version.Name, stored.Version.Version);
        return chain;
    }

    void Authorize(IHeaderDictionary headers)
    {
        if (!headers.TryGetValue(Key, out var given) || given is [null or ""])
            throw Refused(ErrorKind.Authentication, "admin_key_missing", $"{Policy} needs the admin key in {Key}.");
        if (given is not [{ } key] || !_key.Matches(key.AsSpan().Trim()))
            throw Refused(ErrorKind.Permission, "admin_key_wrong", $"{Policy} needs the admin key in {Key}; this is another.");
    }

    async Task<PolicyConfig?> FindAsync(PolicyChoice choice, CancellationToken cancellation)
    {
        try
        {
            return choice.Version is { } version
                ? await configs.FindAsync(new(choice.Name, version), cancellation)
                : (await configs.VersionsAsync(choice.Name, 1, null, cancellation)).SingleOrDefault();
        }
        catch (Exception cause) when (cause is DbException or TimeoutException or PoolExhaustedException)
        {
            throw ChainInUse.Unavailable(cause);
        }
    }

    ActiveChain Built(PolicyConfig stored)
    {
        try
        {
            if (builder.Build(StoredPolicies.Instance(stored)) is ChainBuild.Built built)
                return built.Chain with { IsOverride = true };
        }
        catch (JsonException)
        {
            // Refused below, as what cannot be used for another reason.
        }
        throw Refused(ErrorKind.InvalidRequest, "policy_refused", $"{Policy} names a policy that cannot be used on this node; /admin/policy/validate says why.");
    }

    static PolicyChoice? Named(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var name = at < 0 ? text : text[..at];
        if (!PolicyDefinitions.IsName(name))
            return null;
        if (at < 0)
            return new PolicyChoice { Name = name };
        return int.TryParse(text.AsSpan(at + 1), System.Globalization.NumberStyles.None, null, out var version) ? new PolicyChoice { Name = name, Version = version } : null;
    }

    static RequestRejectedException Refused(ErrorKind kind, string code, string message) => new(new GatewayError(kind, message) { Code = code });
}
