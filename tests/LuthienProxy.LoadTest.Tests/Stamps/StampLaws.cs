using System.Text;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.LoadTest.Stamps;

namespace LuthienProxy.LoadTest.Tests.Stamps;

/// <summary>A stamp says what was written, and nothing else can be taken for one.</summary>
[Trait("Spec", "000-56")]
public sealed class StampLaws
{
    const ulong Seed = 7;

    static readonly Config Config = Config.QuickThrowOnFailure.WithMaxTest(500);

    static readonly Arbitrary<(Stamp Stamp, int Size)> Stamps = (
        from call in Gen.Choose(0, StampText.MostCalls - 1)
        from delta in Gen.Choose(0, StampText.MostDeltas - 1)
        from high in Gen.Choose(0, 1 << 19)
        from low in Gen.Choose(0, int.MaxValue)
        from size in Gen.Choose(StampText.LeastSize, 90)
        select (new Stamp(call, delta, ((long)high << 30) | (uint)low & 0x3FFFFFFF), size)).ToArbitrary();

    [Fact]
    public void What_was_written_must_be_read() => Prop.ForAll(Stamps, written => Read(Seed, Text(written.Stamp, written.Size)) == written.Stamp).Check(Config);

    [Fact]
    public void One_changed_letter_must_be_seen() => Prop.ForAll(Stamps, Gen.Choose(0, 1000).ToArbitrary(), (written, place) =>
    {
        var text = Text(written.Stamp, written.Size);
        text[place % text.Length] ^= 1;
        return Read(Seed, text) is null;
    }).Check(Config);

    [Fact]
    public void A_stamp_of_another_seed_must_be_seen() => Prop.ForAll(Stamps, written => Read(Seed + 1, Text(written.Stamp, written.Size)) is null).Check(Config);

    [Fact]
    public void Its_letters_must_need_no_escape_in_JSON() =>
        Prop.ForAll(Stamps, written => Array.TrueForAll(Text(written.Stamp, written.Size), letter => letter is >= (byte)' ' and < 0x7F and not (byte)'"' and not (byte)'\\' and not (byte)'<' and not (byte)'&')).Check(Config);

    [Fact]
    public void A_text_must_be_read_the_same_however_it_is_cut() => Prop.ForAll(Gen.Choose(1, 70).NonEmptyListOf().ToArbitrary(), cuts =>
    {
        byte[] text = [.. Enumerable.Range(0, 12).SelectMany(delta => Text(new(3, delta, 1_000 + delta), 32))];
        var heard = new Heard();
        var reader = new StampReader(Seed, 32);
        var isTaken = true;
        for (int at = 0, i = 0; at < text.Length; at += cuts[i++ % cuts.Count])
            isTaken &= reader.Take(text.AsSpan(at, Math.Min(cuts[i % cuts.Count], text.Length - at)), heard);
        return isTaken && !reader.IsInside && heard.Stamps.Select(stamp => stamp.Delta).SequenceEqual(Enumerable.Range(0, 12));
    }).Check(Config);

    [Fact]
    public void A_text_that_breaks_off_must_be_seen()
    {
        var reader = new StampReader(Seed, 32);
        reader.Take(Text(new(3, 0, 1), 32).AsSpan(0, 31), new Heard()).ShouldBeTrue();
        reader.IsInside.ShouldBeTrue();
        reader.Take(Encoding.ASCII.GetBytes("x"), new Heard()).ShouldBeFalse();
    }

    static byte[] Text(Stamp stamp, int size)
    {
        var text = new byte[size];
        StampText.Write(Seed, stamp, text);
        return text;
    }

    static Stamp? Read(ulong seed, byte[] text) => StampText.TryRead(seed, text, out var stamp) ? stamp : null;

    sealed class Heard : IStampTaker
    {
        public List<Stamp> Stamps { get; } = [];

        public void Take(Stamp stamp) => Stamps.Add(stamp);
    }
}
