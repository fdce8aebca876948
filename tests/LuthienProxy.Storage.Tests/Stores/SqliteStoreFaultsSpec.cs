using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>What the embedded engine cannot do has a name, and it works again afterwards.</summary>
[Trait("Spec", "J5")]
public sealed class SqliteStoreFaultsSpec : IAsyncLifetime
{
    readonly TestFolder _folder = new();
    IDatabase _database = null!;
    IJournalStore _store = null!;

    public async Task InitializeAsync()
    {
        var options = _folder.Options();
        _database = await TestJournals.MigratedAsync(options with { Sqlite = options.Sqlite with { BusyTimeout = TimeSpan.FromMilliseconds(50) } });
        _store = TestJournals.On(_database);
    }

    public async Task DisposeAsync()
    {
        await _store.DisposeAsync();
        await _database.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_that_another_process_holds_must_be_busy()
    {
        var batch = Some.Beginning(Some.Id());
        await using (var other = Database.Open(_folder.Options(), TimeProvider.System))
        await using (var lease = await other.LeaseAsync(DatabaseAccess.Write, CancellationToken.None))
        {
            await using var command = lease.Connection.CreateCommand();
            command.CommandText = "begin immediate";
            await command.ExecuteNonQueryAsync();
            (await FaultAsync(batch)).ShouldBe(StoreFault.Busy);
        }
        (await _store.WriteAsync([batch], CancellationToken.None)).Written.ShouldBe(2);
    }

    [Fact]
    public async Task A_full_file_must_be_full_and_leave_nothing_of_the_write()
    {
        var id = Some.Id();
        var large = Some.Batch(id, 1, Some.Opened(), Some.Original(string.Join(' ', Enumerable.Range(0, 300_000))));
        var pages = await _database.ScalarAsync<long>("pragma page_count");
        await _database.ExecuteAsync($"pragma max_page_count = {pages + 4}");
        (await FaultAsync(large)).ShouldBe(StoreFault.Full);
        (await _store.ReadAsync(id, 0, 10, CancellationToken.None)).ShouldBeEmpty();
        await _database.ExecuteAsync("pragma max_page_count = 1000000");
        (await _store.WriteAsync([large], CancellationToken.None)).Written.ShouldBe(2);
    }

    [Fact]
    public async Task A_missing_table_must_be_broken()
    {
        await _database.ExecuteAsync("drop table transaction_events");
        (await FaultAsync(Some.Beginning(Some.Id()))).ShouldBe(StoreFault.Broken);
    }

    [Fact]
    public async Task A_batch_that_the_engine_cannot_hold_must_not_keep_the_others_from_the_record()
    {
        await _database.ExecuteAsync("create trigger refuse before insert on transaction_events when new.type = 'upstream_responded' begin select raise(abort, 'no'); end");
        await PoisonedGroup.MustBeWrittenButForAsync(_store);
    }

    [Fact]
    public async Task A_caller_that_gives_up_must_get_no_answer_and_leave_nothing()
    {
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        var batch = Some.Beginning(Some.Id());
        await Should.ThrowAsync<OperationCanceledException>(() => _store.WriteAsync([batch], gone.Token));
        (await _store.ReadAsync(batch.TransactionId, 0, 10, CancellationToken.None)).ShouldBeEmpty();
    }

    async Task<StoreFault> FaultAsync(JournalBatch batch) => (await Should.ThrowAsync<StoreException>(() => _store.WriteAsync([batch], CancellationToken.None))).Fault;
}
