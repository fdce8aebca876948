namespace Luthien.Actors;

/// <summary>How many messages of a type a recipient did not get.</summary>
/// <param name="Recipient">Its path; <c>*</c> for all that came after the counters were full.</param>
/// <param name="MessageType">The type's name; <c>*</c> as above.</param>
/// <param name="Count">So many.</param>
public sealed record DeadLetterCount(string Recipient, string MessageType, long Count);
