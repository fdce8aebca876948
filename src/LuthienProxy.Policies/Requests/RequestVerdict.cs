using LuthienProxy.Policies.Blocks;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Requests;

/// <summary>What a policy says to a request. A closed choice.</summary>
public abstract record RequestVerdict
{
    RequestVerdict()
    {
    }

    /// <summary>It goes on as it is.</summary>
    public static RequestVerdict Pass { get; } = new Forward();

    /// <summary>It goes on as it is.</summary>
    public sealed record Forward : RequestVerdict;

    /// <summary>Another request goes on in its place.</summary>
    /// <param name="Request">Same format; see <c>RewriteTexts</c>.</param>
    /// <param name="Reason">Why, for the record.</param>
    public sealed record Rewrite(ConversationRequest Request, string? Reason = null) : RequestVerdict;

    /// <summary>It goes nowhere: the client gets HTTP 400 in its format, which is the one status that agents show at once and do not retry.</summary>
    /// <param name="Reason">Told to the client and to the record; never quote what was matched.</param>
    public sealed record Reject(string Reason) : RequestVerdict
    {
        /// <summary>The error as the client is told it.</summary>
        public GatewayError Error { get; } = new(ErrorKind.Blocked, BlockedMessage.Notice(Reason, MessageForm.Text)) { Code = "request_blocked" };
    }
}
