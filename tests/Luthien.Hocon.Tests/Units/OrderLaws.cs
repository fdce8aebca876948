using System.ComponentModel;
using FsCheck;
using FsCheck.Fluent;

namespace Luthien.Hocon.Tests.Units;

/// <summary>Durations and sizes are ordered as the numbers that they stand for, and every one of them reads back as itself.</summary>
[Trait("Spec", "HOCON conversions")]
public sealed class OrderLaws
{
    [Fact]
    public void Durations_are_ordered_as_time_spans_and_infinite_is_last() =>
        Prop.ForAll(Pairs(), pair =>
        {
            var (one, other) = (Lasting(pair.One), Lasting(pair.Other));
            return Agree(one.CompareTo(other), one < other, one > other, one <= other, one >= other, pair.One.CompareTo(pair.Other));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Sizes_are_ordered_as_numbers() =>
        Prop.ForAll(Pairs(), pair =>
        {
            var (one, other) = (new ByteSize(pair.One), new ByteSize(pair.Other));
            return Agree(one.CompareTo(other), one < other, one > other, one <= other, one >= other, pair.One.CompareTo(pair.Other));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_duration_and_a_size_read_back_as_themselves() =>
        Prop.ForAll(Pairs(), pair => Duration.Parse(Lasting(pair.One).ToString()) == Lasting(pair.One) && ByteSize.Parse(new ByteSize(pair.Other).ToString()) == new ByteSize(pair.Other))
            .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("48h", "2d")]
    [InlineData("36h", "36h")]
    [InlineData("90m", "90m")]
    [InlineData("90s", "90s")]
    [InlineData("1500ms", "1500ms")]
    [InlineData("1500us", "1500us")]
    [InlineData("1500ns", "1500ns")]
    [InlineData("infinite", "infinite")]
    public void A_duration_is_printed_in_its_largest_whole_unit(string text, string expected) => Duration.Parse(text).ToString().ShouldBe(expected);

    [Fact]
    public void Nothing_is_smaller_than_nothing()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ByteSize(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Duration.From(TimeSpan.FromTicks(-2)));
        Should.Throw<FormatException>(() => ByteSize.Parse("large"));
        Should.Throw<FormatException>(() => Duration.Parse("long"));
        Should.Throw<FormatException>(() => Flag.Parse("perhaps"));
    }

    [Fact]
    public void A_flag_is_what_it_was_made_of_and_says_so()
    {
        Flag on = true;
        Flag off = false;

        (on.IsOn, on.ToString(), off.IsOn, off.ToString()).ShouldBe((true, "on", false, "off"));
    }

    [Theory]
    [InlineData(typeof(Duration))]
    [InlineData(typeof(ByteSize))]
    [InlineData(typeof(Flag))]
    public void A_converter_takes_text_and_nothing_else(Type type)
    {
        var converter = TypeDescriptor.GetConverter(type);

        converter.CanConvertFrom(typeof(string)).ShouldBeTrue();
        converter.CanConvertFrom(typeof(int)).ShouldBeFalse();
        Should.Throw<NotSupportedException>(() => converter.ConvertFrom(5));
    }

    [Fact]
    public void Keys_of_any_characters_read_back_from_their_path() =>
        Prop.ForAll(Keys(), keys => HoconPath.Parse(HoconPath.Render(keys)).SequenceEqual(keys)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a-b_1", "a-b_1")]
    [InlineData("a.b", "\"a.b\"")]
    [InlineData("", "\"\"")]
    [InlineData("a\"b\\c", "\"a\\\"b\\\\c\"")]
    [InlineData("a\tb", "\"a\\u0009b\"")]
    public void A_key_is_quoted_only_where_it_must_be(string key, string expected) => HoconPath.Render([key]).ShouldBe(expected);

    static Duration Lasting(long ticks) => ticks == long.MaxValue ? Duration.Infinite : Duration.From(TimeSpan.FromTicks(ticks));

    static bool Agree(int compared, bool isLess, bool isMore, bool isNotMore, bool isNotLess, int expected) =>
        Math.Sign(compared) == Math.Sign(expected) && isLess == expected < 0 && isMore == expected > 0 && isNotMore == expected <= 0 && isNotLess == expected >= 0;

    static Arbitrary<(long One, long Other)> Pairs() => Arb.From(Numbers().SelectMany(one => Gen.OneOf(Numbers(), Gen.Constant(one)).Select(other => (one, other))));

    static Gen<long> Numbers() => Gen.OneOf(Gen.Elements(0L, 1, 10_000, 600_000_000, 864_000_000_000, long.MaxValue), Gen.Choose(0, int.MaxValue).Select(number => (long)number));

    static Arbitrary<string[]> Keys() => Arb.From(Gen.Elements("a", "b-c", "", ".", "a b", "\"", "\\", "\t", "$", "é🌍", "#", "+").ArrayOf().Where(keys => keys.Length > 0));
}
