using System.Security.Cryptography;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Stores;

namespace LuthienProxy.Storage.Tests.Stores;

// Large, long, odd and many.
public abstract partial class JournalSpec
{
    [Theory]
    [InlineData("completed")]
    [InlineData("failed")]
    public async Task Odd_characters_in_every_text_must_be_taken(string end)
    {
        var id = Some.Id();
        var batch = Some.Batch(id, 1, Some.EveryEvent(Some.Odd, Endings[end])) with { AnswerText = Some.Odd + " needle" };
        await MustWriteAsync(batch);
        var events = await Store.ReadAsync(id, 0, 100, CancellationToken.None);
        events.Select(entry => entry.Event.GetType()).ShouldBe(batch.Entries.Select(entry => entry.Event.GetType()));
        // Bytes are exact, whatever they spell.
        Rendered.Of(((OriginalSegment)events[4].Event).Bytes).ShouldBe(Rendered.Of(Some.Bytes(Some.Odd)));
        Rendered.Of(((RequestReceived)events[1].Event).Body).ShouldBe(Rendered.Of(Some.Bytes(Some.Body(Some.Odd))));
        (await Record.CallAsync(id))!.Model.ShouldContain("🦊 שלום");
        (await Record.FindAsync("needle")).ShouldBe([id]);
    }

    [Fact]
    public async Task Long_texts_must_be_taken()
    {
        var id = Some.Id();
        // Of many words, and of one.
        var words = string.Join(' ', Enumerable.Range(0, 60_000).Select(i => $"word{i}")) + new string('x', 100_000);
        await MustWriteAsync(Some.Batch(id, 1, Some.EveryEvent(words, Endings["completed"])) with { AnswerText = words });
        (await Record.FindAsync("word7")).ShouldBe([id]);
    }

    [Fact]
    public async Task Large_payloads_must_come_back_to_the_byte()
    {
        var id = Some.Id();
        var bytes = RandomNumberGenerator.GetBytes(16 * 1024 * 1024);
        var batch = Some.Batch(id, 1, Some.Opened(), new RequestReceived([], new Payload.Whole(bytes)), new OriginalSegment(0, new Payload.Whole(bytes)));
        await MustWriteAsync(batch);
        await MustHoldAsync(batch);
    }

    [Fact]
    public async Task Empty_payloads_must_not_be_none()
    {
        var id = Some.Id();
        var batch = Some.Batch(id, 1, Some.Opened(), new RequestReceived([], Some.Bytes("")), new RequestForwarded("u", "http://u/", null), Some.Original(""));
        await MustWriteAsync(batch);
        await MustHoldAsync(batch);
    }

    [Fact]
    public async Task Pages_must_follow_one_another_without_gap_or_repetition()
    {
        var id = Some.Id();
        JournalEvent[] events = [Some.Opened(), .. Enumerable.Range(0, 24).Select(i => Some.Original($"segment {i}", i * 10))];
        await MustWriteAsync(Some.Batch(id, 1, events));
        var read = new List<JournalEntry>();
        for (IReadOnlyList<JournalEntry> page = await Store.ReadAsync(id, 0, 10, CancellationToken.None); page.Count > 0; page = await Store.ReadAsync(id, read[^1].Sequence, 10, CancellationToken.None))
            read.AddRange(page);
        read.Select(Rendered.Of).ShouldBe(Some.Batch(id, 1, events).Entries.Select(Rendered.Of));
        (await Store.ReadAsync(id, 10, 10, CancellationToken.None)).Select(entry => entry.Sequence).ShouldBe(Enumerable.Range(11, 10));
    }

    [Fact]
    public async Task A_page_must_hold_no_more_bytes_than_its_limit_and_always_one_event()
    {
        await DisposeAsync();
        (Store, Record) = await OpenAsync(new StoreOptions { PageBytes = 3000, PageEvents = 4 });
        var id = Some.Id();
        await MustWriteAsync(Some.Batch(id, 1, [Some.Opened(), .. Enumerable.Range(0, 9).Select(i => new OriginalSegment(i * 500, new Payload.Whole(RandomNumberGenerator.GetBytes(1600))))]));
        (await Store.ReadAsync(id, 0, 100, CancellationToken.None)).Select(entry => entry.Sequence).ShouldBe([1, 2, 3]);
        (await Store.ReadAsync(id, 3, 100, CancellationToken.None)).Select(entry => entry.Sequence).ShouldBe([4, 5]);
        (await Store.ReadAsync(id, 9, 100, CancellationToken.None)).Select(entry => entry.Sequence).ShouldBe([10]);
    }
}
