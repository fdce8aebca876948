using System.Collections.Concurrent;
using LuthienProxy.Policies;

namespace LuthienProxy.SamplePlugin.Broken;

/// <summary>Never lets go of what it makes for a call.</summary>
[Policy("Hoarding", Category = "Broken", Description = "Keeps something of every call.", UseCase = "None.", Example = "{}")]
public sealed class HoardingPolicy : Policy
{
    static readonly ConcurrentQueue<byte[]> Kept = [];

    /// <inheritdoc/>
    public override ValueTask OnEndedAsync(PolicyContext context)
    {
        Kept.Enqueue(new byte[1024]);
        return default;
    }
}
