using LuthienProxy.Policies.Blocks;
using LuthienProxy.Policies.Judges;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Policies;

/// <summary>The transaction that a chain runs for: what whoever runs it must give.</summary>
public sealed record PolicyTransaction
{
    /// <summary>The transaction's id.</summary>
    public required TransactionId Id { get; init; }

    /// <summary>The request as the client sent it.</summary>
    public required ConversationRequest Request { get; init; }

    /// <summary>What the call is for; agents mix their own errands with the user's turns (I-58).</summary>
    public CallKind Kind { get; init; }

    /// <summary>Where the words that policies add are read: by setting, or what suits the client (<see cref="MessageForms.For"/>).</summary>
    public MessageForm MessageForm { get; init; }

    /// <summary>Where decisions go.</summary>
    public required IDecisionSink Decisions { get; init; }

    /// <summary>
    /// Who answers instead of the judges that policies are bound to; null: nobody does. For a transaction that runs again: its policies neither look up nor remember
    /// answers of others.
    /// </summary>
    public IJudges? Judges { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Cancelled when the client leaves or the gateway stops.</summary>
    public CancellationToken Cancellation { get; init; }
}
