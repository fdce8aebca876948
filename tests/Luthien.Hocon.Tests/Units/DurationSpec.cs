using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Hocon.Tests.Units;

[Trait("Spec", "HOCON durations")]
public sealed class DurationSpec
{
    [Theory]
    [InlineData("ns nano nanos nanosecond nanoseconds", 10)]
    [InlineData("us micro micros microsecond microseconds", 10_000)]
    [InlineData("ms milli millis millisecond milliseconds", 10_000_000)]
    [InlineData("s second seconds", 10_000_000_000)]
    [InlineData("m minute minutes", 600_000_000_000)]
    [InlineData("h hour hours", 36_000_000_000_000)]
    [InlineData("d day days", 864_000_000_000_000)]
    public void Every_unit_has_its_names(string units, long ticksOfAThousand) =>
        units.Split(' ').ShouldAllBe(u => Duration.Parse($"1000{u}").ToTimeSpan().Ticks == ticksOfAThousand && Duration.Parse($" 1000 {u} ") == Duration.Parse($"1000{u}"));

    [Theory]
    [InlineData("5", 5)]
    [InlineData("0", 0)]
    [InlineData("1.5s", 1500)]
    [InlineData("0.25m", 15_000)]
    [InlineData("1d", 86_400_000)]
    [InlineData("1.5", 1.5)]
    [InlineData(".5s", 500)]
    public void Fractions_are_exact_and_a_bare_number_is_milliseconds(string text, double milliseconds) =>
        Duration.Parse(text).ToTimeSpan().ShouldBe(TimeSpan.FromMilliseconds(milliseconds));

    [Fact]
    public void Infinite_is_longer_than_all()
    {
        Duration.Parse("infinite").ShouldBe(Duration.Infinite);
        Duration.Infinite.ToTimeSpan().ShouldBe(Timeout.InfiniteTimeSpan);
        Duration.From(Timeout.InfiniteTimeSpan).IsInfinite.ShouldBeTrue();
        (Duration.Infinite > Duration.Parse("100000d")).ShouldBeTrue();
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("-5s")]
    [InlineData("5S")]
    [InlineData("5 fortnights")]
    [InlineData("1e3s")]
    [InlineData("1.2.3s")]
    [InlineData("5s s")]
    [InlineData("1,000ms")]
    [InlineData("99999999999999999999d")]
    [InlineData("79228162514264337593543950335d")]
    [InlineData("Infinite")]
    [InlineData(null)]
    public void Anything_else_is_refused(string? text) => Duration.TryParse(text, null, out _).ShouldBeFalse();

    [Fact]
    public void Printing_reads_back_as_the_same() => Prop.ForAll<NonNegativeInt, int>((a, b) =>
    {
        var duration = Duration.From(TimeSpan.FromTicks(a.Get * (1L + Math.Abs((long)b))));
        return Duration.Parse(duration.ToString()) == duration;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_negative_time_span_is_no_duration() =>
        Should.Throw<ArgumentOutOfRangeException>(() => Duration.From(TimeSpan.FromSeconds(-1)));
}
