using LuthienProxy.Storage.Rows;
using LuthienProxy.Storage.Stores;
using LuthienProxy.Storage.Stores.InMemory;
using Microsoft.Extensions.Logging.Abstractions;

namespace LuthienProxy.Storage.Tests.Stores;

public sealed class InMemoryJournalSpec : JournalSpec
{
    private protected override Task<(IJournalStore Store, IRecord Record)> OpenAsync(StoreOptions options)
    {
        var store = new InMemoryJournalStore(new RowCodec(TimeProvider.System, NullLoggerFactory.Instance), options);
        return Task.FromResult<(IJournalStore, IRecord)>((store, new InMemoryRecord(store)));
    }
}
