namespace LuthienProxy.Benchmarks.Live;

/// <summary>What a page has seen.</summary>
/// <param name="Events">How many events.</param>
/// <param name="Missed">How many more it was told to have missed.</param>
/// <param name="MedianAge">From their happening to their arrival, in milliseconds.</param>
/// <param name="TailAge">The same, p99.</param>
sealed record PageFigures(long Events, long Missed, double MedianAge, double TailAge);
