using System.Text;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Protocol.Journal.Stored;
using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.InMemory;
using LuthienProxy.Storage.Tests.Stores;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Rows;

public sealed class EventAssemblerSpec : IAsyncLifetime
{
    static readonly string Body = Some.Body([.. Enumerable.Range(0, 40).Select(i => string.Concat(Enumerable.Repeat($"turn {i} ", 60)))]);

    readonly InMemoryJournalStore _store = new(new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), new StoreOptions());
    readonly TransactionId _id = Some.Id();
    readonly LogTape _log = new();

    public async Task InitializeAsync() =>
        await _store.WriteAsync([Some.Batch(_id, 1, Some.Opened(), new RequestReceived([], Some.Bytes(Body)), new RequestForwarded("up", "http://up", Some.Bytes(Body + " ")))], CancellationToken.None);

    public async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public async Task A_body_must_come_back_to_the_byte()
    {
        var events = (await AssembleAsync()).Entries.Select(entry => entry.Event).ToList();

        events[1].ShouldBe(new RequestReceived([], Some.Bytes(Body)));
        events[2].ShouldBe(new RequestForwarded("up", "http://up", Some.Bytes(Body + " ")));
    }

    [Fact]
    public async Task A_body_whose_content_is_gone_must_be_a_marker()
    {
        _store.Contents.Remove(_store.Contents.Keys.First());

        await MustBeMarkersAsync();
    }

    [Fact]
    public async Task A_body_whose_history_is_torn_must_be_a_marker()
    {
        _store.Items.Remove(_store.Items.Values.Single(item => item.Depth == 7).Hash);

        await MustBeMarkersAsync();
    }

    [Fact]
    public async Task A_body_whose_content_is_damaged_must_be_a_marker()
    {
        var content = _store.Contents.Values.First();
        _store.Contents[content.Hash] = content with { Body = new byte[] { 1, 2, 3 } };

        await MustBeMarkersAsync();
    }

    [Fact]
    [Trait("Spec", "002-14")]
    public async Task What_cannot_be_read_must_be_told_once_and_not_stop_the_rest()
    {
        var rows = _store.Transactions[_id].Events;
        rows.Add(new(_id, 4, "of_tomorrow", Some.At(4), "{}", null));
        rows.Add(new(_id, 5, EventTypes.OriginalSegment, Some.At(5), "nonsense", null));

        var assembled = await AssembleAsync();

        assembled.Entries.Count.ShouldBe(3);
        assembled.Unreadable.Select(row => (row.Row.Sequence, row.Reason)).ShouldBe([(4, UnreadableReason.UnknownType), (5, UnreadableReason.Malformed)]);
        _log.Ids.ShouldBe([4201]);
    }

    async Task MustBeMarkersAsync()
    {
        var events = (await AssembleAsync()).Entries.Select(entry => entry.Event).ToList();
        events[1].ShouldBe(new RequestReceived([], new Payload.Cut(Encoding.UTF8.GetByteCount(Body), [], default, CutReason.Missing)));
        _log.Ids.ShouldContain(4202);
    }

    async Task<AssembledEvents> AssembleAsync() =>
        await new EventAssembler(_log.For<EventAssembler>()).AssembleAsync(_store.Transactions[_id].Events, _store, CancellationToken.None);
}
