namespace LuthienProxy.Benchmarks.Live;

/// <summary>What came of one rate.</summary>
/// <param name="Published">Events published at the one node.</param>
/// <param name="Seconds">How long that took.</param>
/// <param name="Page">What the page at the other node has seen when nothing more came.</param>
sealed record RedisFigures(long Published, double Seconds, PageFigures Page);
