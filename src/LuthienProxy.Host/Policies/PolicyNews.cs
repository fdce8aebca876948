using LuthienProxy.Host.Logging;
using LuthienProxy.Pipeline.Activities;

namespace LuthienProxy.Host.Policies;

/// <summary>Tells of changes to policies: the log of every one, those who watch of each that puts others into use. Thread-safe.</summary>
sealed class PolicyNews(IActivity activity, TimeProvider time, ILogger<PolicyNews> log)
{
    /// <summary>Something was stored or deleted; what is in use stays.</summary>
    public void Stored(string by, string change, string name, int version) => PolicyHostLog.Changed(log, by, change, name, version);

    /// <summary>Other policies are in use; null as the name: none.</summary>
    public void Switched(string by, string change, string? name, int? version) =>
        activity.Publish(new PolicyActivated { At = time.GetUtcNow(), Name = name, Version = version is > 0 ? version : null, By = by, Action = change });
}
