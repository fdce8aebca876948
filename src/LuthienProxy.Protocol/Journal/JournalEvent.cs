namespace LuthienProxy.Protocol.Journal;

/// <summary>
/// What can happen to a transaction, as it is recorded. A closed choice: match it with a <c>switch</c>. Immutable.
/// </summary>
/// <remarks>
/// The order of a transaction is <see cref="Opened"/>, <see cref="RequestReceived"/>, then whatever the call got to of the others, then exactly one
/// <see cref="TransactionEnded"/>. No event holds a credential.
/// </remarks>
public abstract record JournalEvent
{
    private protected JournalEvent()
    {
    }
}
