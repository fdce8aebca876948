namespace LuthienProxy.LoadTest.Measuring;

/// <summary>One point of a run's course: what happened in the time that ended then.</summary>
/// <param name="Second">Seconds since the beginning.</param>
/// <param name="Streams">Calls under way.</param>
/// <param name="CallsPerSecond">Calls that ended.</param>
/// <param name="DeltasPerSecond">Deltas that came.</param>
/// <param name="FailuresPerSecond">Calls that failed.</param>
/// <param name="TransitP50">Half the deltas took no longer, in milliseconds.</param>
/// <param name="TransitP99">Of a hundred deltas 99 took no longer, in milliseconds.</param>
/// <param name="TargetCpu">Cores that the target used; null when it is not measured.</param>
/// <param name="TargetMebibytes">What it had in memory.</param>
/// <param name="GeneratorCpu">Cores that this process used.</param>
sealed record Moment(
    double Second, double Streams, double CallsPerSecond, double DeltasPerSecond, double FailuresPerSecond, double TransitP50, double TransitP99,
    double? TargetCpu, double? TargetMebibytes, double? GeneratorCpu)
{
    /// <summary>Two moments that follow one another, as one.</summary>
    public static Moment Of(Moment one, Moment next) => new(
        next.Second, Mean(one.Streams, next.Streams), Mean(one.CallsPerSecond, next.CallsPerSecond), Mean(one.DeltasPerSecond, next.DeltasPerSecond),
        Mean(one.FailuresPerSecond, next.FailuresPerSecond), Mean(one.TransitP50, next.TransitP50), Math.Max(one.TransitP99, next.TransitP99),
        Mean(one.TargetCpu, next.TargetCpu), Mean(one.TargetMebibytes, next.TargetMebibytes), Mean(one.GeneratorCpu, next.GeneratorCpu));

    static double Mean(double one, double other) => (one + other) / 2;

    static double? Mean(double? one, double? other) => (one + other) / 2;
}
