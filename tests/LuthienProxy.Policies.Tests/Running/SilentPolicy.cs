using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Running;

/// <summary>Forgets to forward what is said.</summary>
sealed class SilentPolicy : Policy
{
    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context) =>
        next is BlockStarted or BlockDelta or BlockCompleted ? default : base.OnEventAsync(next, output, context);
}

/// <summary>Adds a word at the end.</summary>
sealed class FarewellPolicy : Policy
{
    public override ValueTask OnChoiceEndAsync(int choice, PolicyOutput output, PolicyContext context)
    {
        output.AddText("Farewell.", choice);
        return default;
    }
}
