namespace LuthienProxy.Host.Inspection;

/// <summary>Times as the admin API writes them.</summary>
static class Milliseconds
{
    const int Digits = 4;

    public static double Of(TimeSpan time) => Math.Round(time.TotalMilliseconds, Digits);

    public static double? Of(TimeSpan? time) => time is { } known ? Of(known) : null;
}
