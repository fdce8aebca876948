namespace LuthienProxy.Host.Interventions;

/// <summary>What became of a call that was told to end.</summary>
/// <param name="TransactionId">The call.</param>
/// <param name="Action">What was asked for: <c>stop</c> or <c>kill</c>.</param>
/// <param name="HasEnded">Whether it has ended; else it is about to.</param>
sealed record EndedView(string TransactionId, string Action, bool HasEnded);
