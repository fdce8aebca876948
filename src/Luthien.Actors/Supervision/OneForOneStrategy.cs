namespace Luthien.Actors;

/// <summary>The directive applies to the failed child alone.</summary>
public sealed class OneForOneStrategy(
    int maxRestarts = SupervisorStrategy.Unlimited, TimeSpan? within = null, Func<Exception, Directive>? decider = null)
    : SupervisorStrategy(maxRestarts, within, decider)
{
    internal override bool ConcernsSiblings => false;
}
