using System.Reflection;
using Luthien.Actors;
using LuthienProxy.Host.Policies;
using LuthienProxy.Storage.Nodes;

namespace LuthienProxy.Host.Inspection;

/// <summary>What this process says of itself to the other nodes.</summary>
static class ThisNode
{
    /// <summary>The parent of the calls that run.</summary>
    const string Transactions = "/user/gateway/transactions";

    /// <summary>The release, without what a build adds to its number.</summary>
    public static readonly string Version =
        typeof(ThisNode).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";

    /// <summary>How it is now; asks no actor.</summary>
    public static NodeReport Report(ActorSystem system, PolicyState policies) => new()
    {
        Version = Version,
        IsStopping = system.CoordinatedShutdown.Running,
        OpenCalls = system.Inspect(Transactions)?.Children ?? 0,
        PolicyName = policies.Chain is null ? null : policies.Instance.Name,
        PolicyVersion = policies.Chain is null || policies.Instance is { Name: null, Policies.Count: 0 } ? null : policies.Instance.Version,
    };
}
