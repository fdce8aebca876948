namespace LuthienProxy.LoadTest.Reports;

/// <summary>One way in which calls failed.</summary>
/// <param name="Reason">Which.</param>
/// <param name="Count">How many.</param>
/// <param name="First">What it was the first time: words of the target, so never to be shown unescaped.</param>
sealed record FailurePart(string Reason, long Count, string First);
