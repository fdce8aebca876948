using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.InMemory;

namespace LuthienProxy.Storage.Tests.Stores;

public sealed class InMemoryJournalSpec : JournalSpec
{
    private protected override Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options)
    {
        var store = new InMemoryJournalStore(TestJournals.Codec(), options);
        return Task.FromResult<(IJournalStore, IRecord)>((store, new InMemoryRecord(store)));
    }
}
