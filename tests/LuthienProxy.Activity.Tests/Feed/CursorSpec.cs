using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Activity.Feed;

namespace LuthienProxy.Activity.Tests.Feed;

public sealed class CursorSpec
{
    static readonly Gen<Cursor> Cursors =
        from lanes in Gen.ListOf(Gen.Zip(Gen.Elements("aa.1", "aa.2", "bb.1", "cc.xyz"), Gen.Choose(0, 100_000)))
        select lanes.Aggregate(Cursor.Nothing, (cursor, lane) => cursor.With(lane.Item1, lane.Item2));

    [Fact]
    public void A_cursor_must_come_back_from_its_text() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Cursors.Where(cursor => cursor.Lanes.Any()).ToArbitrary(), cursor =>
        {
            var back = Cursor.Parse(cursor.ToString());
            back.ShouldNotBeNull().ToString().ShouldBe(cursor.ToString());
            back.Covers(cursor).ShouldBeTrue();
            cursor.Covers(back).ShouldBeTrue();
        }));

    [Fact]
    public void Two_cursors_together_must_cover_both_and_nothing_more() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Zip(Cursors, Cursors).ToArbitrary(), pair =>
        {
            var both = pair.Item1.And(pair.Item2);
            both.Covers(pair.Item1).ShouldBeTrue();
            both.Covers(pair.Item2).ShouldBeTrue();
            both.Lanes.ShouldAllBe(lane => both[lane] == Math.Max(pair.Item1[lane] ?? 0, pair.Item2[lane] ?? 0));
        }));

    [Theory]
    [InlineData("")]
    [InlineData("17")]
    [InlineData("-1")]
    [InlineData("aa.1")]
    [InlineData("aa.1-")]
    [InlineData("aa-1")]
    [InlineData(".1-1")]
    [InlineData("aa.1-G")]
    [InlineData("aa.1-1_")]
    [InlineData("aa.1--1")]
    [InlineData("aa.1-1234567890123")]
    [InlineData("AA.1-1")]
    [InlineData("aa.1-1\nevent: x")]
    [InlineData("ä.1-1")]
    public void What_is_no_cursor_must_not_be_read(string text) => Cursor.Parse(text).ShouldBeNull();

    [Fact]
    public void A_text_that_is_too_long_must_not_be_read() =>
        Cursor.Parse(string.Join('_', Enumerable.Range(0, 1000).Select(i => $"a{i}.1-1"))).ShouldBeNull();

    [Fact]
    public void As_many_lanes_as_are_remembered_must_fit_into_a_text_that_is_read_back()
    {
        var cursor = Enumerable.Range(0, Lanes.Most).Aggregate(Cursor.Nothing, (all, i) => all.With(new Lane($"node {i}", Cursor.Text(1_900_000_000_000)).Key, 4_000_000_000));
        Cursor.Parse(cursor.ToString()).ShouldNotBeNull().Covers(cursor).ShouldBeTrue();
    }
}
