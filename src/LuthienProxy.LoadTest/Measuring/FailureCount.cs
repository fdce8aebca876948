using LuthienProxy.LoadTest.Verifying;

namespace LuthienProxy.LoadTest.Measuring;

/// <summary>How often something was wrong, and what it was the first time.</summary>
sealed record FailureCount(FailureReason Reason, long Count, string First);
