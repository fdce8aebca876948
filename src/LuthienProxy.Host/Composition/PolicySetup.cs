using LuthienProxy.Host.Settings;
using LuthienProxy.Policies;

namespace LuthienProxy.Host.Composition;

/// <summary>The settings as the policies want them.</summary>
static class PolicySetup
{
    /// <summary>What each stage of a chain may take.</summary>
    public static PolicyLimits Limits(PolicyLimitSettings settings) => new()
    {
        DecisionTimeout = settings.DecisionTimeout.ToTimeSpan(),
        MaxHeldCharacters = settings.MaxHeld,
        MaxJudgeCalls = settings.JudgeCalls,
        ShadowBuffer = settings.ShadowBuffer,
    };
}
