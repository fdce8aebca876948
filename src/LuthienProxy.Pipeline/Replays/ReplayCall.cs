using LuthienProxy.Pipeline.Chains;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Wire;

namespace LuthienProxy.Pipeline.Replays;

/// <summary>A call that was, and the policies that it shall run under now. Immutable.</summary>
public sealed record ReplayCall
{
    /// <summary>The recorded call's id.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The wire format of the client's path.</summary>
    public required IWireFormat Format { get; init; }

    /// <summary>The request as the client sent it.</summary>
    public required ConversationRequest Request { get; init; }

    /// <summary>The path, without its query.</summary>
    public required string Path { get; init; }

    /// <summary>What the call was for.</summary>
    public CallKind Kind { get; init; }

    /// <summary>The client's headers, as far as they are on record.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>What came of asking an upstream.</summary>
    public required PastAnswer Answer { get; init; }

    /// <summary>The policies that it runs under now.</summary>
    public required ActiveChain Policies { get; init; }

    /// <summary>Who answers for the judges that policies ask.</summary>
    public required IJudges Judges { get; init; }
}
