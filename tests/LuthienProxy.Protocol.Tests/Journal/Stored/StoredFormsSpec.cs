using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Protocol.Tests.Arbitrary;

namespace LuthienProxy.Protocol.Tests.Journal.Stored;

/// <summary>What is on record, read by itself: how far a segment reaches, what a decision says, what a damaged row still tells.</summary>
public sealed class StoredFormsSpec
{
    [Fact]
    public void A_segment_s_reach_must_be_the_end_of_its_bytes() =>
        Prop.ForAll(Segments().ToArbitrary(), segment => IsReached(segment)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"offset":"far"}""")]
    [InlineData("""{"runs":null}""")]
    [InlineData("""{"runs":[null]}""")]
    public void What_cannot_be_read_must_reach_nowhere(string? data)
    {
        SegmentReach.OfOriginal(data).ShouldBe(0);
        SegmentReach.OfDelivered(data).ShouldBe(0);
    }

    [Fact]
    public void A_decision_must_be_read_without_what_was_seen()
    {
        var decided = new PolicyDecided { Policy = "p", Verdict = PolicyVerdict.Block, Reason = "why", Seen = new Payload.Whole("secret"u8.ToArray()) };

        StoredEventReader.Decision(EventCodec.Encode(decided).Data).ShouldBe(decided with { Seen = null });
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"v":99}""")]
    [InlineData("""{"verdict":"sorcery"}""")]
    public void A_decision_that_cannot_be_read_must_be_none(string data) => StoredEventReader.Decision(data).ShouldBeNull();

    [Fact]
    public void A_row_with_one_wrong_member_must_be_read_or_told_unreadable()
    {
        var rows = Gen.Sample(JournalEvents.Any(), 12).Select(EventCodec.Encode).ToList();
        var readings = rows.SelectMany(row => WrongMembers.Of(row.Data).Select(wrong => StoredEventReader.Read(row.Type, wrong, row.Body))).ToList();
        readings.ShouldAllBe(reading => reading is StoredReading.Whole || reading is StoredReading.Split || reading is StoredReading.Unreadable);
        readings.OfType<StoredReading.Unreadable>().ShouldNotBeEmpty();
    }

    [Fact]
    public void Records_must_be_equal_by_what_they_hold()
    {
        var hash = Enumerable.Repeat((byte)7, 32).ToImmutableArray();
        Same(() => new Payload.Whole("a"u8.ToArray()), () => new Payload.Whole("b"u8.ToArray()));
        Same(() => new Payload.Cut(5, hash, "a"u8.ToArray(), CutReason.Oversize), () => new Payload.Cut(6, hash, "a"u8.ToArray(), CutReason.Oversize));
        Same(() => new Payload.Cut(5, hash, "a"u8.ToArray(), CutReason.Oversize), () => new Payload.Cut(5, [], "a"u8.ToArray(), CutReason.Oversize));
        Same(() => new Payload.Cut(5, hash, "a"u8.ToArray(), CutReason.Oversize), () => new Payload.Cut(5, hash, "b"u8.ToArray(), CutReason.Oversize));
        Same(() => new DeliveredSegment(1, [new DeliveredRun.Copy(0, 5)]), () => new DeliveredSegment(1, [new DeliveredRun.Copy(0, 6)]));
        Same(() => new DeliveredSegment(1, [new DeliveredRun.Copy(0, 5)]), () => new DeliveredSegment(2, [new DeliveredRun.Copy(0, 5)]));
        Same(() => new RequestReceived([new("a", "b")], null), () => new RequestReceived([new("a", "c")], null));
        Same(() => new UpstreamResponded(200, [new("a", "b")]), () => new UpstreamResponded(200, [new("a", "c")]));
        Same(() => new UpstreamResponded(200, []), () => new UpstreamResponded(201, []));
        foreach (var other in (TransactionSummary[])[new() { Status = 1 }, new() { Error = "e" }, new() { Usage = new() { Input = 1 } }, new() { Repairs = Repaired("a", 1) }])
            Same(() => new TransactionSummary(), () => other);
        Same(() => new TransactionSummary { Repairs = Repaired("a", 1) }, () => new TransactionSummary { Repairs = Repaired("a", 2) });
        Same(() => new TransactionSummary { Repairs = Repaired("a", 1) }, () => new TransactionSummary { Repairs = Repaired("b", 1) });
    }

    static void Same<T>(Func<T> one, Func<T> other)
        where T : class
    {
        one().ShouldBe(one());
        one().GetHashCode().ShouldBe(one().GetHashCode());
        one().ShouldNotBe(other());
        one().Equals(null).ShouldBeFalse();
    }

    static ImmutableSortedDictionary<string, int> Repaired(string what, int count) => ImmutableSortedDictionary<string, int>.Empty.Add(what, count);

    static bool IsReached(JournalEvent segment)
    {
        var data = EventCodec.Encode(segment).Data;
        return segment switch
        {
            OriginalSegment original => SegmentReach.OfOriginal(data) == original.Offset + original.Bytes.Size,
            DeliveredSegment delivered => SegmentReach.OfDelivered(data) == delivered.Offset + delivered.Size,
            _ => false,
        };
    }

    static Gen<JournalEvent> Segments() => JournalEvents.Any().Where(any => any is OriginalSegment or DeliveredSegment);
}
