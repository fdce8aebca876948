using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Running;

/// <summary>What a policy may not make of a request: the client waits for an answer in its own format, streamed or not as it asked.</summary>
static class RewriteCheck
{
    /// <exception cref="PolicyException">It is a request of another format, or asks for a stream where the client did not, or the other way round.</exception>
    public static void ThrowIfOfAnotherKind(ConversationRequest asked, ConversationRequest rewritten)
    {
        if (!ReferenceEquals(asked.Format, rewritten.Format) || asked.Stream != rewritten.Stream)
            throw new PolicyException("it changed the request's format, or whether it is streamed.");
    }
}
