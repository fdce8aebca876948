namespace LuthienProxy.LoadTest.Verifying;

/// <summary>What was wrong with one call.</summary>
/// <param name="Reason">The kind.</param>
/// <param name="Detail">What came, for people; from the target, so to be escaped wherever it is shown.</param>
sealed record Failure(FailureReason Reason, string Detail);
