using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// The policies that new calls get. Swapped whole: a call runs under what it got, whatever is activated meanwhile. While nobody knows which policies are active,
/// calls are refused (fail closed). Thread-safe.
/// </summary>
sealed class ChainInUse(TimeProvider time)
{
    volatile PolicyState _state = new() { Since = time.GetUtcNow(), Reasons = ["the policies have not been read yet"] };

    /// <summary>Raised after other policies have come into use; not for what is wrong with them.</summary>
    public event EventHandler? Changed;

    /// <summary>What this node runs now.</summary>
    public PolicyState State => _state;

    /// <summary>The policies for a call that is made now.</summary>
    /// <exception cref="RequestRejectedException">Nobody knows which policies are active.</exception>
    public ActiveChain ForNewCall() => _state.Chain ?? throw Unavailable();

    /// <summary>The refusal of a call while its policies cannot be known.</summary>
    public static RequestRejectedException Unavailable(Exception? cause = null) => new(
        new GatewayError(ErrorKind.Unavailable, "The gateway does not know which policies are active, and lets nothing pass without them. Its /health/ready says why.") { Code = "policy_unavailable" }, cause);

    /// <summary>New calls get this from now on.</summary>
    internal void Set(PolicyState state)
    {
        var before = _state;
        _state = state;
        if (before.Chain != state.Chain)
            Changed?.Invoke(this, EventArgs.Empty);
    }
}
