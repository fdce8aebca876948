using Luthien.TestKit;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Queries;
using LuthienProxy.Storage.Queries.Caching;
using LuthienProxy.Storage.Queries.Calls;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Queries;

[Trait("Spec", "002-21")]
public sealed class CachedQueriesSpec : QueriesSpec
{
    readonly ManualTime _time = new();

    private protected override DatabaseEngine Engine => DatabaseEngine.Sqlite;

    [Fact]
    public async Task What_was_told_of_a_call_must_be_told_again_without_asking()
    {
        using var cached = Cached();
        var call = new Traffic();
        await RecordAsync(call);
        var first = Found(await cached.GetCallAsync(call.Id, CancellationToken.None));
        Found(await cached.GetCallAsync(call.Id, CancellationToken.None)).ShouldBeSameAs(first);
        Found(await cached.GetDiffAsync(call.Id, CancellationToken.None)).ShouldBeSameAs(Found(await cached.GetDiffAsync(call.Id, CancellationToken.None)));
        Found(await cached.GetEventsAsync(call.Id, 0, 5, CancellationToken.None)).ShouldBeSameAs(Found(await cached.GetEventsAsync(call.Id, 0, 5, CancellationToken.None)));
        cached.HitRatio.ShouldBe(0.5);
    }

    [Fact]
    public async Task What_this_process_appends_must_be_told_at_once()
    {
        using var cached = Cached();
        var journal = new CacheKeepingJournal(new StoreJournal(Store), cached);
        var (beginning, end) = Halves();
        await journal.AppendAsync(beginning);
        Found(await cached.GetCallAsync(beginning.TransactionId, CancellationToken.None)).Call.State.ShouldBe(CallState.Open);
        await journal.AppendAsync(end);
        Found(await cached.GetCallAsync(beginning.TransactionId, CancellationToken.None)).Call.State.ShouldBe(CallState.Completed);
    }

    [Fact]
    public async Task What_another_node_appends_must_be_told_within_a_second()
    {
        using var cached = Cached();
        var (beginning, end) = Halves();
        await Store.WriteAsync([beginning], CancellationToken.None);
        Found(await cached.GetCallAsync(beginning.TransactionId, CancellationToken.None)).Call.State.ShouldBe(CallState.Open);
        await Store.WriteAsync([end], CancellationToken.None);
        _time.Advance(TimeSpan.FromSeconds(1));
        Found(await cached.GetCallAsync(beginning.TransactionId, CancellationToken.None)).Call.State.ShouldBe(CallState.Completed);
    }

    [Fact]
    public async Task What_has_not_changed_must_not_be_read_anew()
    {
        using var cached = Cached();
        var call = new Traffic();
        await RecordAsync(call);
        var first = Found(await cached.GetCallAsync(call.Id, CancellationToken.None));
        _time.Advance(TimeSpan.FromHours(1));
        Found(await cached.GetCallAsync(call.Id, CancellationToken.None)).ShouldBeSameAs(first);
    }

    [Fact]
    public async Task What_was_removed_from_the_record_must_be_gone_within_a_second()
    {
        using var cached = Cached();
        var call = new Traffic();
        await RecordAsync(call);
        Found(await cached.GetCallAsync(call.Id, CancellationToken.None));
        await Database.ExecuteAsync("delete from transactions");
        _time.Advance(TimeSpan.FromSeconds(1));
        (await cached.GetCallAsync(call.Id, CancellationToken.None)).Failure.ShouldBeOfType<QueryFailure.NotFound>();
    }

    [Fact]
    public async Task The_cache_must_keep_within_its_bytes()
    {
        const long most = 200_000;
        using var cached = Cached(most);
        var calls = Enumerable.Range(0, 60).Select(minute => new Traffic { Minute = minute }).ToArray();
        await RecordAsync(calls);
        foreach (var call in calls)
            Found(await cached.GetCallAsync(call.Id, CancellationToken.None));
        cached.Bytes.ShouldBeInRange(most / 4, most);
        var last = Found(await cached.GetCallAsync(calls[^1].Id, CancellationToken.None));
        Found(await cached.GetCallAsync(calls[^1].Id, CancellationToken.None)).ShouldBeSameAs(last);
    }

    [Fact]
    public async Task A_cache_without_room_must_ask_each_time()
    {
        using var cached = Cached(0);
        var call = new Traffic();
        await RecordAsync(call);
        Found(await cached.GetCallAsync(call.Id, CancellationToken.None)).ShouldNotBeSameAs(Found(await cached.GetCallAsync(call.Id, CancellationToken.None)));
        cached.HitRatio.ShouldBe(0);
    }

    CachedQueries Cached(long bytes = 10_000_000) => new(new(Database, new QueryOptions(), TimeProvider.System), new QueryOptions { CacheBytes = bytes }, _time);

    static (JournalBatch Beginning, JournalBatch End) Halves()
    {
        var whole = new Traffic().Batch();
        return (whole with { Entries = whole.Entries[..4] }, whole with { Entries = whole.Entries[4..] });
    }

    sealed class StoreJournal(Storage.Stores.IJournalStore store) : IJournal
    {
        public bool IsAvailable => true;

        public async ValueTask<JournalReceipt> AppendAsync(JournalBatch batch)
        {
            await store.WriteAsync([batch], CancellationToken.None);
            return JournalReceipt.Committed;
        }
    }
}
