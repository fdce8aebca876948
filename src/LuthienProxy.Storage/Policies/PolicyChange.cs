namespace LuthienProxy.Storage.Policies;

/// <summary>One entry of the history of the configured policies.</summary>
/// <param name="Number">Its place: later entries have greater numbers, which need not follow one another.</param>
/// <param name="Action">What was done.</param>
/// <param name="From">What was active before it, or was deleted; null when nothing was, and for one that made a version.</param>
/// <param name="To">What is active since, or was made; null for one that deleted, and when nothing is active since.</param>
/// <param name="At">When.</param>
/// <param name="By">Who did it.</param>
public sealed record PolicyChange(long Number, PolicyAction Action, PolicyVersion? From, PolicyVersion? To, DateTimeOffset At, string By);
