using System.Text;
using Luthien.TestKit;
using LuthienProxy.Activity.Feed;
using LuthienProxy.Activity.Publishing;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Feed;

public sealed class EventFeedSpec : IDisposable
{
    readonly ManualTime _time = new();
    readonly EventFeed _feed;

    public EventFeedSpec() => _feed = Some.Feed(capacity: 8, time: _time);

    public void Dispose() => _feed.Dispose();

    [Fact]
    public void A_reader_must_see_what_happens_after_it_has_joined_in_order()
    {
        _feed.Append(Some.Opened(1));
        var reader = Reader();
        _feed.Append(Some.Opened(2));
        _feed.Append(Some.Opened(3));
        Read(reader).Select(block => block.Json["number"]!.GetValue<int>()).ShouldBe([2, 3]);
    }

    [Fact]
    public void A_reader_that_comes_back_must_see_what_happened_meanwhile_and_nothing_twice()
    {
        var reader = Reader();
        _feed.Append(Some.Opened(1));
        _feed.Append(Some.Opened(2));
        Read(reader);
        _feed.Append(Some.Opened(3));
        _feed.Append(Some.Opened(4));
        Read(Reader(reader.Id)).Select(block => block.Json["number"]!.GetValue<int>()).ShouldBe([3, 4]);
    }

    [Fact]
    public void A_reader_that_comes_back_too_late_must_begin_with_a_gap_that_counts()
    {
        var reader = Reader();
        _feed.Append(Some.Opened(1));
        Read(reader);
        Append(12);
        var late = Reader(reader.Id);
        Gap(late).ShouldBe((4, "resume"));
        Read(late).Count.ShouldBe(8);
        // It was told once.
        Reader(late.Id).Missed.ShouldBeNull();
    }

    [Fact]
    public void A_reader_that_is_overtaken_must_lose_its_own_oldest_events_and_be_told_how_many()
    {
        var (slow, quick) = (Reader(), Reader());
        Append(3);
        Read(quick).Count.ShouldBe(3);
        Append(8);
        Read(quick).Count.ShouldBe(8);
        var blocks = Read(slow);
        blocks[0].Event.ShouldBe("gap");
        blocks[0].Json["missed"]!.GetValue<int>().ShouldBe(3);
        blocks[0].Json["reason"]!.GetValue<string>().ShouldBe("slow");
        blocks.Skip(1).Select(block => block.Json["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(4, 8));
    }

    [Fact]
    public void The_id_of_a_gap_must_stand_for_what_it_replaces()
    {
        var slow = Reader();
        Append(11);
        var gap = Read(slow)[0];
        Read(Reader(Cursor.Parse(gap.Id))).Select(block => block.Json["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(4, 8));
    }

    [Fact]
    public void The_bytes_that_are_kept_must_be_bounded_too()
    {
        using var small = Some.Feed(capacity: 1000, bytes: 2000);
        var reader = new Reader(small, ActivityFilter.Everything, null, _time);
        for (var i = 1; i <= 100; i++)
            small.Append(Some.Opened(i));
        Read(reader).Skip(1).Sum(block => block.Data!.Length).ShouldBeLessThan(2000);
    }

    [Fact]
    public void A_node_that_was_started_again_must_say_so_to_those_who_come_back()
    {
        var reader = Reader();
        Append(2);
        Read(reader);
        _time.Advance(TimeSpan.FromSeconds(1));
        using var next = Some.Feed(time: _time);
        next.Append(Some.Opened(9));
        var back = new Reader(next, ActivityFilter.Everything, reader.Id, _time);
        Gap(back).ShouldBe((-1, "restart"));
        Read(back).Count.ShouldBe(1);
        new Reader(next, ActivityFilter.Everything, back.Id, _time).Missed.ShouldBeNull();
    }

    [Fact]
    public void An_id_of_nobody_must_begin_with_a_gap_of_unknown_size()
    {
        Append(1);
        Gap(Reader(Cursor.Unknown)).ShouldBe((-1, "resume"));
    }

    [Fact]
    public void What_happens_while_nobody_watches_must_not_be_kept_and_be_missed_by_those_who_come_back()
    {
        var reader = Reader();
        Append(2);
        Read(reader);
        _feed.Sleep();
        _feed.Append(Some.Opened(5)).ShouldBeNull();
        _feed.IsAwake.ShouldBeFalse();
        var back = Reader(reader.Id);
        _feed.IsAwake.ShouldBeTrue();
        Gap(back).ShouldBe((-1, "restart"));
        Append(1);
        Read(back).Count.ShouldBe(1);
    }

    [Fact]
    public void Events_of_another_node_must_be_shown_once_and_what_is_missing_between_them_as_a_gap()
    {
        var reader = Reader();
        foreach (var number in new[] { 5, 6, 6, 5, 9, 9 })
            _feed.Append(Remote(number));
        var blocks = Read(reader);
        blocks.Select(block => block.Event).ShouldBe(["transaction.opened", "transaction.opened", "gap", "transaction.opened"]);
        blocks[2].Json["missed"]!.GetValue<int>().ShouldBe(2);
        blocks[2].Json["reason"]!.GetValue<string>().ShouldBe("redis");
        blocks[2].Json["node"]!.GetValue<string>().ShouldBe("two");
    }

    [Fact]
    public void A_node_that_says_where_it_stands_must_show_what_was_missed_though_nothing_follows()
    {
        var reader = Reader();
        _feed.Append(Remote(1));
        _feed.Append(Position(1)).ShouldBeFalse();
        _feed.Append(Position(4)).ShouldBeTrue();
        _feed.Append(Position(4)).ShouldBeFalse();
        var blocks = Read(reader);
        blocks.Select(block => block.Event).ShouldBe(["transaction.opened", "gap"]);
        blocks[1].Json["missed"]!.GetValue<int>().ShouldBe(3);
        _feed.Append(Remote(4)).ShouldBeFalse();
        _feed.Append(Remote(5)).ShouldBeTrue();
    }

    [Fact]
    public void The_past_of_a_node_that_was_never_heard_of_must_not_count_as_missed()
    {
        var reader = Reader();
        _feed.Append(Position(100)).ShouldBeFalse();
        _feed.Append(Remote(101)).ShouldBeTrue();
        Read(reader).Select(block => block.Event).ShouldBe(["transaction.opened"]);
    }

    [Fact]
    public void Another_run_of_a_node_must_be_missed_from_its_beginning()
    {
        var reader = Reader();
        _feed.Append(Remote(7, "first"));
        _feed.Append(Remote(3, "second"));
        var blocks = Read(reader);
        blocks.Select(block => block.Event).ShouldBe(["transaction.opened", "gap", "transaction.opened"]);
        blocks[1].Json["missed"]!.GetValue<int>().ShouldBe(2);
    }

    [Fact]
    public void Events_that_were_lost_before_they_were_published_must_take_numbers()
    {
        var reader = Reader();
        Append(1);
        _feed.AppendLoss(3);
        Append(1);
        var blocks = Read(reader);
        blocks.Select(block => block.Event).ShouldBe(["transaction.opened", "gap", "transaction.opened"]);
        blocks[1].Json["missed"]!.GetValue<int>().ShouldBe(3);
        blocks[2].Json["number"]!.GetValue<int>().ShouldBe(5);
    }

    [Fact]
    public void News_must_complete_what_was_taken_before_them()
    {
        var news = _feed.News;
        news.IsCompleted.ShouldBeFalse();
        _feed.Announce();
        news.IsCompleted.ShouldBeTrue();
        _feed.News.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public void Lanes_of_nodes_that_come_and_go_must_be_bounded()
    {
        for (var i = 0; i < 500; i++)
            _feed.Append(Remote(1, node: $"node-{i}"));
        _feed.Join(null).Id.Lanes.Count().ShouldBeLessThanOrEqualTo(Lanes.Most);
    }

    Reader Reader(Cursor? seen = null) => new(_feed, ActivityFilter.Everything, seen, _time);

    void Append(int count)
    {
        for (var i = 1; i <= count; i++)
            _feed.Append(Some.Opened(i));
    }

    static HeardEvent Remote(long number, string epoch = "first", string node = "two") =>
        HeardEvents.Read(Encoding.UTF8.GetBytes($$"""{"type":"transaction.opened","at":"2031-03-07T11:13:17.250Z","node":"{{node}}","epoch":"{{epoch}}","number":{{number}},"model":"m"}"""))!;

    static HeardEvent Position(long number) =>
        HeardEvents.Read(Encoding.UTF8.GetBytes($$"""{"type":"node.position","at":"2031-03-07T11:13:17.250Z","node":"two","epoch":"first","number":{{number}}}"""))!;

    static (int Missed, string Reason) Gap(Reader reader)
    {
        var gap = Block.Parse(Encoding.UTF8.GetString(reader.Missed.ShouldNotBeNull().Span));
        return (gap.Json["missed"]!.GetValue<int>(), gap.Json["reason"]!.GetValue<string>());
    }

    static List<Block> Read(Reader reader)
    {
        var blocks = new List<Block>();
        while (reader.Read(out var gap, out var frame))
            blocks.AddRange(new[] { gap, frame }.Where(text => text is not null).Select(text => Block.Parse(Encoding.UTF8.GetString(text!.Value.Span))));
        return blocks;
    }
}
