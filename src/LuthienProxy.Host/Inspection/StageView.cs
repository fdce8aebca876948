using LuthienProxy.Policies.Metering;

namespace LuthienProxy.Host.Inspection;

/// <summary>What one stage has made of a running call's answer.</summary>
/// <param name="Stage">Its name: <c>decode</c>, a policy's, <c>deliver</c>.</param>
/// <param name="IsShadow">Whether it only looks on.</param>
/// <param name="In">Elements that came.</param>
/// <param name="Out">Elements that went on.</param>
/// <param name="Dropped">Times that its policy dropped or stopped something.</param>
/// <param name="Errors">Times that its policy could not decide.</param>
/// <param name="IsHolding">Whether it has an element before it right now.</param>
/// <param name="WaitsMs">How long it has kept the answer waiting; null while it does not.</param>
/// <param name="P50Ms">How long half of the elements took at most; null before the first.</param>
/// <param name="P99Ms">How long 99 of 100 took at most; null before the first.</param>
sealed record StageView(string Stage, bool IsShadow, long In, long Out, int Dropped, int Errors, bool IsHolding, double? WaitsMs, double? P50Ms, double? P99Ms)
{
    const int Half = 500;
    const int NearlyAll = 990;

    public static StageView Of(StageMeter stage, TimeSpan? waits) => new(
        stage.Name, stage.IsShadow, stage.In, stage.Out, stage.Dropped, stage.Errors, stage.IsUnderWay, Milliseconds.Of(waits), Milliseconds.Of(stage.Percentile(Half)), Milliseconds.Of(stage.Percentile(NearlyAll)));
}
