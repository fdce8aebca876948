using LuthienProxy.Fixtures.Databases;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Storage.Databases;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Tests.Databases;

namespace LuthienProxy.Storage.Tests.Stores;

/// <summary>What a server cannot do has a name, and it works again afterwards.</summary>
[Trait("Spec", "J5")]
public sealed class PostgresStoreFaultsSpec
{
    [Theory]
    [InlineData("53100", StoreFault.Full)]
    [InlineData("53300", StoreFault.Busy)]
    [InlineData("40P01", StoreFault.Busy)]
    [InlineData("55P03", StoreFault.Busy)]
    [InlineData("57P03", StoreFault.Unavailable)]
    [InlineData("25006", StoreFault.Unavailable)]
    [InlineData("42501", StoreFault.Broken)]
    [InlineData("XX001", StoreFault.Broken)]
    public async Task A_code_of_the_server_must_mean_what_can_be_done(string code, StoreFault fault)
    {
        await using var database = await TestJournals.MigratedAsync(await TestDatabases.PostgresAsync());
        await using var store = TestJournals.On(database);
        await RefuseAsync(database, code, "true");
        var batch = Some.Beginning(Some.Id());
        (await FaultAsync(store, batch)).ShouldBe(fault);
        await database.ExecuteAsync("drop trigger refuse on transaction_events");
        (await store.WriteAsync([batch], CancellationToken.None)).Written.ShouldBe(2);
    }

    [Theory]
    [InlineData("22021")]
    [InlineData("22P05")]
    [InlineData("23502")]
    [InlineData("54000")]
    public async Task A_batch_that_the_engine_cannot_hold_must_not_keep_the_others_from_the_record(string code)
    {
        await using var database = await TestJournals.MigratedAsync(await TestDatabases.PostgresAsync());
        await using var store = TestJournals.On(database);
        await RefuseAsync(database, code, "new.type = 'upstream_responded'");
        await PoisonedGroup.MustBeWrittenButForAsync(store);
    }

    [Fact]
    public async Task A_killed_server_must_be_unavailable_and_take_the_batch_once_when_it_is_back()
    {
        await using var server = await PostgresServer.StartAsync();
        await using var database = await TestJournals.MigratedAsync(await TestDatabases.PostgresAsync(server));
        await using var store = TestJournals.On(database);
        var batch = Some.Beginning(Some.Id());
        await store.WriteAsync([batch], CancellationToken.None);
        await server.KillAsync();
        (await FaultAsync(store, batch)).ShouldBe(StoreFault.Unavailable);
        (await Should.ThrowAsync<StoreException>(() => store.ReadAsync(batch.TransactionId, 0, 10, CancellationToken.None))).Fault.ShouldBe(StoreFault.Unavailable);
        await server.StartAgainAsync();
        (await store.WriteAsync([batch], CancellationToken.None)).Repeated.ShouldBe(2);
    }

    [Fact]
    public async Task A_hung_server_must_be_unavailable_in_time()
    {
        await using var server = await PostgresServer.StartAsync();
        var options = await TestDatabases.PostgresAsync(server);
        await using var database = await TestJournals.MigratedAsync(options with { CommandTimeout = TimeSpan.FromSeconds(1) });
        await using var store = TestJournals.On(database);
        var batch = Some.Beginning(Some.Id());
        await store.WriteAsync([batch], CancellationToken.None);
        server.Pause();
        (await FaultAsync(store, batch)).ShouldBe(StoreFault.Unavailable);
        server.Resume();
        (await store.WriteAsync([batch], CancellationToken.None)).Repeated.ShouldBe(2);
    }

    static async Task<StoreFault> FaultAsync(IJournalStore store, JournalBatch batch) =>
        (await Should.ThrowAsync<StoreException>(() => store.WriteAsync([batch], CancellationToken.None))).Fault;

    static Task<int> RefuseAsync(IDatabase database, string code, string condition) => database.ExecuteAsync($"""
        create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no' using errcode = '{code}'; end $$;
        create trigger refuse before insert on transaction_events for each row when ({condition}) execute function refuse();
        """);
}
