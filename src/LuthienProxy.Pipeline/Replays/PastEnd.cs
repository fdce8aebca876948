using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>How a recorded body ends. A closed choice.</summary>
public abstract record PastEnd
{
    PastEnd()
    {
    }

    /// <summary>The upstream had no more to say.</summary>
    public sealed record Clean : PastEnd
    {
        /// <summary>The one instance.</summary>
        public static readonly Clean Instance = new();
    }

    /// <summary>It broke off, and the client was told this.</summary>
    public sealed record Broken(GatewayError Error) : PastEnd;

    /// <summary>Nobody read on: the client had left, a policy had stopped the answer, or the gateway had ended.</summary>
    public sealed record Unread : PastEnd
    {
        /// <summary>The one instance.</summary>
        public static readonly Unread Instance = new();
    }
}
