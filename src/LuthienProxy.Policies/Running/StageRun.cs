using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Running;

/// <summary>A policy, or a composition of them, at work for one transaction. Calls come one after the other.</summary>
abstract class StageRun
{
    /// <summary>Shows the request; never throws but for cancellation.</summary>
    public abstract ValueTask<RequestVerdict> RequestAsync(ConversationRequest request);

    /// <summary>Shows the next event and appends what goes on in its place; never throws but for cancellation.</summary>
    public abstract ValueTask NextAsync(ResponseEvent next, List<ResponseEvent> output);

    /// <summary>The transaction is over; the first call counts.</summary>
    public abstract ValueTask EndAsync();
}
