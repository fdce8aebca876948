using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.SamplePlugin.Stuck;

/// <summary>The policy that nobody wants: it takes a thread and never gives it back, whatever it is told.</summary>
[Policy(
    "Stuck",
    Category = "Faults",
    Description = "Never decides, and heeds no cancellation.",
    UseCase = "Shows what an operator sees of a policy that hangs.",
    Example = "{}")]
public sealed class StuckPolicy : Policy
{
    /// <inheritdoc/>
    public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context)
    {
        // Waits for its own end.
        Thread.CurrentThread.Join();
        return base.OnRequestAsync(request, context);
    }
}
