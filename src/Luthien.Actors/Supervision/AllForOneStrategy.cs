namespace Luthien.Actors;

/// <summary>A restart or stop applies to every child; a restart needs room in every child's limit.</summary>
public sealed class AllForOneStrategy(
    int maxRestarts = SupervisorStrategy.Unlimited, TimeSpan? within = null, Func<Exception, Directive>? decider = null)
    : SupervisorStrategy(maxRestarts, within, decider)
{
    internal override bool ConcernsSiblings => true;
}
