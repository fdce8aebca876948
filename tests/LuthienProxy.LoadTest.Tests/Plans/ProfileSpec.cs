using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Tests.Plans;

/// <summary>How many streams each profile wants when.</summary>
[Trait("Spec", "000-56")]
public sealed class ProfileSpec
{
    static readonly TimeSpan For = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(15, 25)]
    [InlineData(30, 50)]
    [InlineData(59.99, 100)]
    public void A_ramp_must_rise_evenly_over_the_whole_run(double second, int streams) => At(ProfileKind.Ramp, 100, second).ShouldBe(streams);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.05, 50)]
    [InlineData(0.1, 100)]
    [InlineData(59.99, 100)]
    public void A_steady_run_must_rise_by_a_thousand_a_second_and_stay(double second, int streams) => At(ProfileKind.Steady, 100, second).ShouldBe(streams);

    [Fact]
    public void A_rise_must_take_no_more_than_a_fifth_of_the_run()
    {
        new Profile(ProfileKind.Soak, 50_000, For).Rise.ShouldBe(For / 5);
        At(ProfileKind.Soak, 50_000, 6).ShouldBe(25_000);
        At(ProfileKind.Soak, 50_000, 12).ShouldBe(50_000);
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(19.99, 10)]
    [InlineData(20, 100)]
    [InlineData(39.99, 100)]
    [InlineData(40, 10)]
    public void A_spike_must_stand_in_the_middle_third(double second, int streams) => At(ProfileKind.Spike, 100, second).ShouldBe(streams);

    [Fact]
    public void A_spike_of_few_must_keep_one_in_the_calm() => At(ProfileKind.Spike, 3, 1).ShouldBe(1);

    [Theory]
    [InlineData("Ramp")]
    [InlineData("Steady")]
    [InlineData("Spike")]
    [InlineData("Soak")]
    public void No_profile_may_want_any_before_its_time_or_after_it_or_more_than_it_may(string kind)
    {
        var profile = new Profile(Enum.Parse<ProfileKind>(kind), 37, For);
        profile.At(TimeSpan.FromTicks(-1)).ShouldBe(0);
        profile.At(For).ShouldBe(0);
        var wanted = Enumerable.Range(0, 600).Select(tenth => profile.At(TimeSpan.FromSeconds(tenth / 10.0))).ToList();
        wanted.ShouldAllBe(streams => streams >= 1 && streams <= 37);
        wanted.ShouldContain(37);
    }

    static int At(ProfileKind kind, int streams, double second) => new Profile(kind, streams, For).At(TimeSpan.FromSeconds(second));
}
