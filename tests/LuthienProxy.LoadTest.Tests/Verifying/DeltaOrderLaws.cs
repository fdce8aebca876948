using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.LoadTest.Verifying;

namespace LuthienProxy.LoadTest.Tests.Verifying;

/// <summary>What is told of the order of deltas, whatever the order is.</summary>
[Trait("Spec", "000-56")]
public sealed class DeltaOrderLaws
{
    const int Deltas = 12;

    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    static readonly Arbitrary<int[]> Orders = Gen.Choose(0, Deltas - 1).ListOf().Select(order => order.ToArray()).ToArbitrary();

    [Fact]
    public void Any_deltas_must_be_told_as_what_they_are() => Prop.ForAll(Orders, order => Reason(order) == Expected(order)).Check(Config);

    [Fact]
    public void Any_part_of_an_answer_from_its_beginning_must_be_right() =>
        Enumerable.Range(0, Deltas + 1).Select(length => Reason([.. Enumerable.Range(0, length)])).ShouldAllBe(reason => reason == null);

    [Fact]
    public void So_many_may_be_missing_that_not_all_are_remembered()
    {
        var order = new DeltaOrder();
        order.Take(5000);
        order.Judge().ShouldBe(new(FailureReason.Lost, "5000 deltas are missing before delta 5000"));
        order.Next.ShouldBe(5001);
        order.Take(10);
        order.Judge()!.Reason.ShouldBe(FailureReason.Reordered);
    }

    static FailureReason? Reason(int[] order)
    {
        var kept = new DeltaOrder();
        foreach (var delta in order)
            kept.Take(delta);
        return kept.Judge()?.Reason;
    }

    // From the whole order, where the one under test sees one delta at a time.
    static FailureReason? Expected(int[] order)
    {
        var first = order.Distinct().ToList();
        if (!first.SequenceEqual(first.Order()))
            return FailureReason.Reordered;
        if (first.Count < order.Length)
            return FailureReason.Duplicated;
        return first.Count > 0 && first[^1] != first.Count - 1 ? FailureReason.Lost : null;
    }
}
