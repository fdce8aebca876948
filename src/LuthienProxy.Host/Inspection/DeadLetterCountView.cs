namespace LuthienProxy.Host.Inspection;

/// <summary>How many messages of a type a recipient did not get.</summary>
/// <param name="Recipient">Its path; calls are one recipient, <c>*</c> stands for all that came after as many as are told apart.</param>
/// <param name="Message">The message's type.</param>
/// <param name="Reason">Why, as of a single one.</param>
/// <param name="Count">How many.</param>
/// <param name="Last">When the last one was.</param>
sealed record DeadLetterCountView(string Recipient, string Message, string Reason, long Count, DateTimeOffset Last);
