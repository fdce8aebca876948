using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Rows;

namespace LuthienProxy.Storage.Stores;

/// <summary>Between events and the rows that hold them. Thread-safe.</summary>
interface IRowCodec
{
    /// <summary>The rows of a batch of which nothing is on record. The same batch comes to the same rows.</summary>
    RowBatch Encode(JournalBatch batch);

    /// <summary>The events of rows, in their order.</summary>
    ValueTask<IReadOnlyList<JournalEntry>> AssembleAsync(IReadOnlyList<EventRow> rows, IContentLookup lookup, CancellationToken cancellation);
}
