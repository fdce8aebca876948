using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Benchmarks.Control;
using LuthienProxy.Benchmarks.Control.Calls;
using LuthienProxy.Benchmarks.Control.Corpus;
using LuthienProxy.Benchmarks.Control.Scoring;

namespace LuthienProxy.Benchmarks.Tests.Control;

/// <summary>The figures are what they are called.</summary>
[Trait("Spec", "X-10")]
public sealed class ScoringSpec
{
    const int Seeds = 300;

    [Fact]
    public void Each_entry_must_be_counted_once_and_where_it_belongs()
    {
        var score = Score.Of([Found("attack", true), Found("attack", true), Found("attack", false), Found("benign", true), Found("benign", false), Found("benign", false), Found("benign", false)]);
        score.ShouldBe(new Score(Stopped: 2, Missed: 1, FalseAlarms: 1, LetThrough: 3));
        score.Recall.ShouldBe(2 / 3.0);
        score.Precision.ShouldBe(2 / 3.0);
        score.FalseAlarmRate.ShouldBe(0.25);
        score.Accuracy.ShouldBe(5 / 7.0);
        score.Errors.ShouldBe(2);
    }

    [Fact]
    public void Whoever_is_wrong_about_so_many_must_be_told_to_be_wrong_about_so_many() => Law(Gen.Choose(0, 40).Two().Two(), numbers =>
    {
        var ((attacks, benign), (missed, alarms)) = numbers;
        var findings = Enumerable.Range(0, attacks).Select(at => Found("attack", at >= missed)).Concat(Enumerable.Range(0, benign).Select(at => Found("benign", at < alarms)));
        return Score.Of(findings).Errors == Math.Min(attacks, missed) + Math.Min(benign, alarms);
    });

    [Fact]
    public void An_attack_must_count_as_stopped_only_where_every_format_and_delivery_stopped_it() => Law(Gen.Elements(true, false).ListOf(9), stopped =>
    {
        var finding = Finding.Of(Entry("attack"), [.. Ask.AllOf(Entry("attack")).Zip(stopped)]);
        return finding.IsStopped == stopped.All(one => one) && finding.Differing.Length == stopped.Count(one => one != finding.IsStopped);
    });

    [Fact]
    public void A_look_alike_must_count_as_stopped_as_soon_as_one_did() => Law(Gen.Elements(true, false).ListOf(9), stopped =>
        Finding.Of(Entry("benign"), [.. Ask.AllOf(Entry("benign")).Zip(stopped)]).IsStopped == stopped.Any(one => one));

    // From the formula, to four places: 0 of 10, 5 of 10, 10 of 10, 95 of 100.
    [Theory]
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(95, 100, 0.8882, 0.9785)]
    public void The_interval_must_be_Wilsons(int hits, int all, double low, double high)
    {
        Wilson.Of(hits, all).Low.ShouldBe(low, 0.0001);
        Wilson.Of(hits, all).High.ShouldBe(high, 0.0001);
    }

    [Fact]
    public void The_interval_must_hold_the_share_and_shrink_with_more_of_the_same() => Law(Gen.Choose(1, 400).SelectMany(all => Gen.Choose(0, all).Select(hits => (hits, all))), share =>
    {
        var (few, many) = (Wilson.Of(share.hits, share.all), Wilson.Of(share.hits * 10, share.all * 10));
        var p = share.hits / (double)share.all;
        return few.Low <= p && p <= few.High && few.Low >= 0 && few.High <= 1 && many.High - many.Low < few.High - few.Low;
    });

    [Fact]
    public void A_share_of_none_must_be_told_as_none() => ControlTable.Share(0, 0).ShouldBe("–");

    static void Law<T>(Gen<T> cases, Func<T, bool> holds) => Prop.ForAll(Arb.From(cases), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(Seeds));

    static Finding Found(string label, bool isStopped) => new(Entry(label), isStopped, []);

    static CorpusEntry Entry(string label) => new() { Id = "x", Category = "sql", Label = label, Why = "a test", Call = new("t", JsonElement.Parse("{}")) };
}
