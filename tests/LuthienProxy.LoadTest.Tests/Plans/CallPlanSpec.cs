using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Tests.Plans;

/// <summary>Kinds of calls have their shares, and follow from the seed alone.</summary>
[Trait("Spec", "000-56")]
public sealed class CallPlanSpec
{
    const int Calls = 30_000;

    static readonly LoadPlan Plan = new() { Formats = Enum.GetValues<WireFormat>(), PlainPercent = 20, SlowPercent = 5, LeavePercent = 10, Deltas = 50, Seed = 3 };

    [Fact]
    public void Formats_must_take_turns() =>
        Planned(Plan).CountBy(call => call.Kind.Format).ShouldAllBe(format => format.Value == Calls / 3);

    [Fact]
    public void Shares_must_be_what_was_asked_for()
    {
        var calls = Planned(Plan);
        Share(calls, call => !call.Kind.IsStreamed).ShouldBe(0.2, 0.01);
        Share(calls, call => call.IsSlow).ShouldBe(0.05, 0.01);
        Share([.. calls.Where(call => call.Kind.IsStreamed)], call => call.LeaveAfter is not null).ShouldBe(0.1, 0.01);
        calls.Where(call => !call.Kind.IsStreamed).ShouldAllBe(call => call.LeaveAfter == null);
    }

    [Fact]
    public void Clients_must_leave_after_each_number_of_deltas_but_the_last() =>
        Planned(Plan).Select(call => call.LeaveAfter).OfType<int>().Distinct().Order().ShouldBe(Enumerable.Range(1, Plan.Deltas - 1));

    [Fact]
    public void Two_runs_with_one_seed_must_do_the_same_and_with_another_something_else()
    {
        Planned(Plan).ShouldBe(Planned(Plan with { Name = "other" }));
        Planned(Plan).ShouldNotBe(Planned(Plan with { Seed = 4 }));
    }

    static List<CallPlan> Planned(LoadPlan plan) => [.. Enumerable.Range(1, Calls).Select(number => CallPlan.Of(plan, number))];

    static double Share(List<CallPlan> calls, Func<CallPlan, bool> which) => calls.Count(which) / (double)calls.Count;
}
