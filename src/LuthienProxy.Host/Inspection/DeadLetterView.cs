namespace LuthienProxy.Host.Inspection;

/// <summary>A message that reached nobody.</summary>
/// <param name="Number">Counts them on this node from its start on.</param>
/// <param name="At">When.</param>
/// <param name="Recipient">The path that it was sent to.</param>
/// <param name="Message">Its type.</param>
/// <param name="Reason"><c>terminated</c>, <c>mailbox_full</c>, <c>answered_too_late</c> or <c>no_recipient</c>.</param>
sealed record DeadLetterView(long Number, DateTimeOffset At, string Recipient, string Message, string Reason);
